/** The default: `個票_行政経営課_2014上半期.xlsx`, without a step `個票_行政経営課.xlsx`. */
export const defaultPattern = '個票_{課}_{段階}';

/** What a pattern may name, each by a Japanese and an English word. */
export const placeholders = [
  ['課', 'section'],
  ['段階', 'step'],
  ['番号', 'no'],
  ['期限', 'due'],
] as const;

type Placeholder = (typeof placeholders)[number][1];

/** How years are written: the command line's names keep the western ones that scripts know. */
export type YearStyle = 'era' | 'western';

/** Longest name in UTF-8 bytes: file systems allow 255, and « (2)» and copies by people come on top. */
const maxBytes = 200;
/** Names of devices, with whatever ending (Windows: «Naming Files, Paths, and Namespaces»); the superscripts count as digits. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i;
/** So many numbers still say something in a name. */
const maxNumbers = 5;

/** The length of a text in UTF-8; a surrogate pair is one character of four bytes. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What fills a pattern. */
export interface NamedParcel {
  readonly section: string;
  /** Numbers of the items. */
  readonly numbers: readonly string[];
  /** What the step is called: 2014上半期. */
  readonly step?: string;
  /** ISO 8601 date. */
  readonly due?: string;
}

/** The braces of a pattern that name nothing: they would stand in every name as they are. */
export const unknownPlaceholders = (pattern: string): readonly string[] =>
  [...pattern.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => placeholderOf(name) === undefined);

const placeholderOf = (name: string): Placeholder | undefined =>
  placeholders.find(([ja, en]) => ja === name.trim() || en === name.trim())?.[1];

/**
 * A file name from a pattern with `{課}`, `{段階}`, `{番号}`, `{期限}`; characters that Windows forbids become `＿`, and the
 * name never begins with a dot or ends with a blank or dot.
 */
export function fileNameFrom(pattern: string, { section, numbers, step, due }: NamedParcel): string {
  const values: Readonly<Record<Placeholder, string>> = {
    section: section === '' ? '担当課なし' : section,
    step: step ?? '',
    no: numbers.length > maxNumbers ? `${numbers.slice(0, maxNumbers).join('-')}ほか` : numbers.join('-'),
    due: due ?? '',
  };
  const filled = pattern.replace(/\{([^{}]*)\}/g, (all, name: string) => {
    const known = placeholderOf(name);
    return known === undefined ? all : values[known];
  });
  return safeFileName(filled.replace(/\.xlsx$/i, ''));
}

/** Words as the name of a workbook that every system takes, with its ending. */
export function safeFileName(words: string): string {
  const plain = words
    // oxlint-disable-next-line no-control-regex -- exactly the characters that Windows forbids
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '＿')
    // Characters that turn the reading direction or are not seen make a name look like another one.
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/_{2,}/g, '_')
    // A name that begins with «~$» is a lock file of Excel, and passed over by everybody.
    .replace(/^[\s._~$]+|[\s._]+$/g, '');
  let name = plain === '' || reserved.test(plain) ? `個票${plain}` : plain;
  while (bytesOf(name) > maxBytes) name = [...name].slice(0, -1).join('');
  return `${name}.xlsx`;
}

/** Makes names differ, without case, since Windows and macOS do not tell it. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; used.has(free.normalize('NFC').toLowerCase()); n++) free = name.replace(/\.xlsx$/, ` (${n}).xlsx`);
    used.add(free.normalize('NFC').toLowerCase());
    return free;
  });
}
