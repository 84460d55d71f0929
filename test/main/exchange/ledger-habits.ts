import * as XLSX from 'xlsx';

/** What sections do to a workbook that they got, by SheetJS: no part of the engine has a hand in it. */

/** A random number below `n`, the same for the same seed on every machine (mulberry32). */
export function dice(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

/** Boxes of the fixture's item sheets by what they hold. */
export interface Boxes {
  readonly long: readonly string[];
  readonly choice: readonly string[];
  readonly number: readonly string[];
  readonly no: string;
  readonly title: string;
  /** Cells that are no part of the form. */
  readonly beside: readonly string[];
}

interface Deed {
  readonly book: XLSX.WorkBook;
  readonly sheet: string;
  readonly roll: (n: number) => number;
  readonly boxes: Boxes;
  /** A word that stands nowhere else. */
  readonly word: string;
  /** What another section got. */
  readonly others: XLSX.WorkBook;
  /** Sheets that were renamed: the new name and the old one. */
  readonly renamed: Map<string, string>;
}

const put = ({ book, sheet }: Deed, cell: string, content: XLSX.CellObject | undefined): void => {
  const page = book.Sheets[sheet]!;
  if (content === undefined) delete page[cell];
  else page[cell] = content;
  const area = XLSX.utils.decode_range(page['!ref'] ?? 'A1');
  const { r, c } = XLSX.utils.decode_cell(cell);
  page['!ref'] = XLSX.utils.encode_range({
    s: area.s,
    e: { r: Math.max(area.e.r, r), c: Math.max(area.e.c, c) },
  });
};
const text = (value: string): XLSX.CellObject => ({ t: 's', v: value });
const pick = <T>({ roll }: Deed, list: readonly T[]): T => list[roll(list.length)]!;

/** Every habit has a name, so that the test can count how often it came. */
export const habits: Readonly<Record<string, (deed: Deed) => void>> = {
  'types a text': (deed) => put(deed, pick(deed, deed.boxes.long), text(`${deed.word}を書いた`)),
  'ends with a line break': (deed) => put(deed, pick(deed, deed.boxes.long), text(`${deed.word}\n`)),
  'types lines': (deed) => put(deed, pick(deed, deed.boxes.long), text(`・${deed.word}\n・${deed.word}その二`)),
  'pads with blanks': (deed) => put(deed, pick(deed, deed.boxes.long), text(`　${deed.word} `)),
  'types a number': (deed) => put(deed, pick(deed, deed.boxes.number), { t: 'n', v: deed.roll(9000) + 1000 }),
  'hides digits': (deed) => put(deed, pick(deed, deed.boxes.number), { t: 'n', v: -(deed.roll(900) + 0.5), z: '0' }),
  'types a share': (deed) =>
    put(deed, pick(deed, deed.boxes.number), { t: 'n', v: (deed.roll(99) + 1) / 128, z: '0%' }),
  'types a date': (deed) =>
    put(deed, pick(deed, deed.boxes.number), { t: 'n', v: 46_000 + deed.roll(300), z: 'yyyy"年"m"月"d"日"' }),
  chooses: (deed) => put(deed, pick(deed, deed.boxes.choice), text(pick(deed, ['A', 'B', 'C', 'D\n']))),
  'empties a box': (deed) => put(deed, pick(deed, [...deed.boxes.long, ...deed.boxes.choice]), undefined),
  'empties the title': (deed) => put(deed, deed.boxes.title, undefined),
  'edits the title': (deed) => {
    const old = deed.book.Sheets[deed.sheet]![deed.boxes.title] as XLSX.CellObject | undefined;
    put(deed, deed.boxes.title, text(`${String(old?.v ?? '')}（${deed.word}）`));
  },
  'writes beside the form': (deed) => put(deed, pick(deed, deed.boxes.beside), text(`${deed.word}への注意`)),
  'puts a note on': (deed) => {
    const cell = pick(deed, deed.boxes.long);
    const page = deed.book.Sheets[deed.sheet]!;
    const content = (page[cell] as XLSX.CellObject | undefined) ?? { t: 'z' as const };
    XLSX.utils.cell_add_comment(content, `${deed.word}というメモ`, '担当');
    page[cell] = content;
  },
  'leaves an error': (deed) => put(deed, pick(deed, deed.boxes.long), { t: 'e', v: 7, w: '#DIV/0!' }),
  'leaves a formula': (deed) =>
    put(deed, pick(deed, deed.boxes.long), { t: 's', f: `"${deed.word}"&ZZ9` } as XLSX.CellObject),
  'retypes the number': (deed) => {
    const old = deed.book.Sheets[deed.sheet]![deed.boxes.no] as XLSX.CellObject;
    put(deed, deed.boxes.no, text(` ${String(old.v)} `));
  },
  'changes the number': (deed) => put(deed, deed.boxes.no, text(String(deed.roll(800) + 100))),
  'copies the sheet': (deed) => {
    const { book, sheet, word, roll, boxes } = deed;
    const name = `${sheet} (${roll(8) + 2})`;
    if (book.SheetNames.includes(name)) return;
    XLSX.utils.book_append_sheet(book, structuredClone(book.Sheets[sheet]!), name);
    put({ ...deed, sheet: name }, boxes.long[0]!, text(`${word}を写しに書いた`));
  },
  'adds a sheet': ({ book, word, roll }) => {
    const name = `鑑${roll(1_000_000)}`;
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[`${word}を送ります`]]), name);
  },
  'renames the sheet': ({ book, sheet, word, renamed }) => {
    const name = `${sheet}_${word}`.slice(0, 31);
    if (renamed.has(sheet) || book.SheetNames.includes(name)) return;
    book.SheetNames[book.SheetNames.indexOf(sheet)] = name;
    book.Sheets[name] = book.Sheets[sheet]!;
    delete book.Sheets[sheet];
    for (const one of book.Workbook?.Names ?? []) one.Ref = one.Ref.replaceAll(`'${sheet}'!`, `'${name}'!`);
    renamed.set(name, sheet);
  },
  'moves a sheet to the front': ({ book, sheet }) => {
    book.SheetNames.splice(book.SheetNames.indexOf(sheet), 1);
    book.SheetNames.unshift(sheet);
  },
  'hides rows': ({ book, sheet, roll }) => {
    const rows = (book.Sheets[sheet]!['!rows'] ??= []);
    const row = 24 + roll(9);
    rows[row] = { ...rows[row], hidden: true };
  },
  'hides a column': ({ book, sheet, roll }) => {
    const columns = (book.Sheets[sheet]!['!cols'] ??= []);
    const column = 13 + roll(4);
    for (let index = 0; index <= column; index += 1) columns[index] ??= { wch: 9 };
    columns[column] = { ...columns[column], hidden: true };
  },
  'types half-width kana': (deed) => put(deed, pick(deed, deed.boxes.long), text(`ﾊﾝｶｸ${deed.word}\r\nﾂﾂﾞｷ`)),
  'types a number as text': (deed) =>
    put(deed, pick(deed, deed.boxes.number), text(pick(deed, ['３６', ' 36', '1,200円', '36%', '令和7年3月']))),
  'types blanks alone': (deed) => put(deed, pick(deed, deed.boxes.long), text(pick(deed, [' ', '　', '\n']))),
  'types TRUE': (deed) => put(deed, pick(deed, deed.boxes.number), { t: 'b', v: true }),
  'puts another section’s sheet in': (deed) => {
    const { book, others, word } = deed;
    const theirs = others.SheetNames.filter((name) => name.startsWith('No.') && !book.SheetNames.includes(name));
    if (theirs.length === 0) return;
    const name = pick(deed, theirs);
    XLSX.utils.book_append_sheet(book, structuredClone(others.Sheets[name]!), name);
    put({ ...deed, sheet: name }, deed.boxes.long[0]!, text(`${word}を隣の課の欄に書いた`));
  },
  'pastes another item over it': (deed) => {
    const { book, sheet, others } = deed;
    const other = others.SheetNames.find((name) => name.startsWith('No.') && name !== sheet)!;
    for (const cell of [...deed.boxes.long, ...deed.boxes.choice, deed.boxes.title, deed.boxes.no]) {
      const content = others.Sheets[other]![cell] as XLSX.CellObject | undefined;
      put({ ...deed, book }, cell, content === undefined ? undefined : structuredClone(content));
    }
  },
  'loses its marks': ({ book }) => {
    const hidden = book.SheetNames.filter((name) => name.startsWith('_kohyo'));
    for (const name of hidden) {
      const place = book.SheetNames.indexOf(name);
      book.SheetNames.splice(place, 1);
      delete book.Sheets[name];
      book.Workbook?.Sheets?.splice(place, 1);
    }
    if (book.Workbook?.Names !== undefined)
      book.Workbook.Names = book.Workbook.Names.filter(({ Name }) => !Name.startsWith('_kohyo'));
    for (const name of Object.keys(book.Custprops ?? {})) delete (book.Custprops as Record<string, unknown>)[name];
  },
  'deletes the sheet': ({ book, sheet, renamed }) => {
    if (book.SheetNames.filter((name) => name.startsWith('No.')).length < 2) return;
    const place = book.SheetNames.indexOf(sheet);
    book.SheetNames.splice(place, 1);
    delete book.Sheets[sheet];
    book.Workbook?.Sheets?.splice(place, 1);
    renamed.delete(sheet);
  },
  'saves without a word': () => undefined,
};
