import { characterClass } from './jis.ts';
import type { Span } from '../domain/normal.ts';

/** What the typing helps point at. They never change a text by themselves; `fixTyping` is a person's own step. */
export type TypingKind =
  | 'private-use'
  | 'outside-jis'
  | 'half-width-kana'
  | 'mixed-digits'
  | 'leading-blanks'
  | 'control';

export interface TypingNote extends Span {
  readonly kind: TypingKind;
  /** The characters meant, for the sentence. */
  readonly sample: string;
  /** Whether `fixTyping` can mend it. */
  readonly fixable: boolean;
}

const halfKana = /[\uff61-\uff9f]+/gu;
const digitRuns = /[0-9]+|[０-９]+/gu;
/** One full-width blank begins a paragraph; anything else at a line's start is a blank too many. */
const leading = /(?:^|\n)((?=[ \t\u3000])(?!\u3000(?![ \t\u3000]))[ \t\u3000]+)/gu;

/** Control characters that no cell should hold; line ends and tabs are text. */
const isControl = (code: number): boolean => code < 0x20 && code !== 0x0a && code !== 0x09;

const classNotes = (text: string): TypingNote[] => {
  const notes: TypingNote[] = [];
  let index = 0;
  for (const character of text) {
    const start = index;
    index += character.length;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      if (isControl(code)) {
        notes.push({
          kind: 'control',
          start,
          end: index,
          sample: `U+${code.toString(16).padStart(4, '0')}`,
          fixable: true,
        });
      }
      continue;
    }
    const kind = characterClass(code);
    if (kind === 'private') {
      notes.push({
        kind: 'private-use',
        start,
        end: index,
        sample: `U+${code.toString(16).toUpperCase()}`,
        fixable: false,
      });
    } else if (kind === 'outside') {
      notes.push({ kind: 'outside-jis', start, end: index, sample: character, fixable: false });
    }
  }
  return notes;
};

/** The width that most digits of the text have; full width when they are even, as the form's own text. */
function majorityWidth(text: string): 'half' | 'full' {
  let half = 0;
  let full = 0;
  for (const [run] of text.matchAll(digitRuns)) {
    if ((run.codePointAt(0) ?? 0) < 0x80) half += run.length;
    else full += run.length;
  }
  return half > full ? 'half' : 'full';
}

function digitNotes(text: string): TypingNote[] {
  const runs = [...text.matchAll(digitRuns)];
  const isHalf = (run: string): boolean => (run.codePointAt(0) ?? 0) < 0x80;
  if (new Set(runs.map(([run]) => isHalf(run))).size < 2) return [];
  const wanted = majorityWidth(text);
  return runs
    .filter(([run]) => isHalf(run) !== (wanted === 'half'))
    .map((match) => ({
      kind: 'mixed-digits',
      start: match.index,
      end: match.index + match[0].length,
      sample: match[0],
      fixable: true,
    }));
}

/** Everything worth a second look in a text, by position. */
export function typingNotes(text: string): readonly TypingNote[] {
  if (text === '') return [];
  const notes = [...classNotes(text), ...digitNotes(text)];
  for (const match of text.matchAll(halfKana)) {
    notes.push({
      kind: 'half-width-kana',
      start: match.index,
      end: match.index + match[0].length,
      sample: match[0],
      fixable: true,
    });
  }
  for (const match of text.matchAll(leading)) {
    const blanks = match[1] as string;
    const start = match.index + match[0].length - blanks.length;
    notes.push({ kind: 'leading-blanks', start, end: start + blanks.length, sample: blanks, fixable: true });
  }
  return notes.toSorted((a, b) => a.start - b.start);
}

/** The text with every note of one kind mended; unchanged for kinds that only a person can mend. */
export function fixTyping(text: string, kind: TypingKind): string {
  switch (kind) {
    case 'mixed-digits': {
      const shift = majorityWidth(text) === 'half' ? -0xfee0 : 0xfee0;
      const other = shift < 0 ? /[０-９]/gu : /[0-9]/gu;
      return text.replace(other, (digit) => String.fromCharCode(digit.charCodeAt(0) + shift));
    }
    case 'half-width-kana':
      return text.replace(halfKana, (kana) => kana.normalize('NFKC'));
    case 'leading-blanks':
      return text.replace(leading, (all, blanks: string) => {
        const kept = blanks.startsWith('\u3000') ? '\u3000' : '';
        return all.slice(0, all.length - blanks.length) + kept;
      });
    case 'control':
      return [...text].filter((character) => !isControl(character.codePointAt(0) ?? 0)).join('');
    case 'private-use':
    case 'outside-jis':
      return text;
  }
}
