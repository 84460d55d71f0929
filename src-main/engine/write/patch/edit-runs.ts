import type { TextRun } from '../../../../src-shared/domain/item.ts';
import { alignTexts } from './align-texts.ts';

/** What an edited cell holds: its text with the file's own line ends, and its rich-text runs when it has any. */
export interface StoredText {
  readonly text: string;
  readonly runs?: readonly TextRun[];
}

/**
 * The runs of an edited text. What the edit left alone keeps its format and its own line ends (CR LF, CR); new text
 * takes the format of what it replaces or, between two runs, that of the longer one, since a short one is a mark
 * (a red ●) and not the text's own format. `newText` has `\n` as its line ends.
 */
export function editRuns(old: StoredText, newText: string): readonly TextRun[] {
  const runs = old.runs ?? [{ text: old.text }];
  const units = visibleUnits(runs);
  const kept = alignTexts(units.text, newText);
  const out: { text: string; format: string | undefined }[] = [];
  const put = (text: string, run: number): void => {
    if (text === '') return;
    const format = runs[run]?.format;
    const last = out.at(-1);
    if (last && last.format === format) last.text += text;
    else out.push({ text, format });
  };
  let oldAt = 0;
  let newAt = 0;
  const replace = (oldEnd: number, newEnd: number): void => {
    put(newText.slice(newAt, newEnd), formatFor(units, runs, oldAt, oldEnd));
  };
  for (const stretch of kept) {
    replace(stretch.oldStart, stretch.newStart);
    for (let at = stretch.oldStart; at < stretch.oldStart + stretch.length; at++) {
      put(units.stored[at] ?? '', units.run[at] ?? 0);
    }
    oldAt = stretch.oldStart + stretch.length;
    newAt = stretch.newStart + stretch.length;
  }
  replace(units.text.length, newText.length);
  return out.map(({ text, format }) => (format === undefined ? { text } : { text, format }));
}

interface VisibleUnits {
  /** Line ends as one `\n`. */
  readonly text: string;
  /** For each unit of `text`: how it is stored, and in which run. */
  readonly stored: readonly string[];
  readonly run: readonly number[];
}

/** A CR LF that two runs share counts as one line end of the first. */
function visibleUnits(runs: readonly TextRun[]): VisibleUnits {
  let text = '';
  const stored: string[] = [];
  const run: number[] = [];
  for (const [n, { text: part }] of runs.entries()) {
    for (const unit of part.split('')) {
      if (unit === '\n' && stored.at(-1) === '\r') {
        stored[stored.length - 1] = '\r\n';
        continue;
      }
      text += unit === '\r' ? '\n' : unit;
      stored.push(unit);
      run.push(n);
    }
  }
  return { text, stored, run };
}

/** The run whose format new text gets that stands for the old text from `start` to `end`. */
function formatFor(units: VisibleUnits, runs: readonly TextRun[], start: number, end: number): number {
  if (end > start) return units.run[start] ?? 0;
  const before = units.run[start - 1];
  const after = units.run[start];
  if (before === undefined || after === undefined) return before ?? after ?? 0;
  return (runs[after]?.text.length ?? 0) > (runs[before]?.text.length ?? 0) ? after : before;
}
