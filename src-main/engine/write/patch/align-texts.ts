/** A stretch that two texts have in common: `old.slice(oldStart, oldStart + length)` is unchanged in the new text. */
export interface KeptStretch {
  readonly oldStart: number;
  readonly newStart: number;
  readonly length: number;
}

/** Above this many pairs of lines only the common beginning and end are found. */
const maxPairs = 250_000;

/**
 * What an edit left untouched, in order: whole lines first, then the common beginning and end of what lies between.
 * No stretch begins or ends inside a surrogate pair or before a variation selector, so that one character never gets
 * two formats.
 */
export function alignTexts(oldText: string, newText: string): readonly KeptStretch[] {
  const kept: KeptStretch[] = [];
  const oldLines = linesOf(oldText);
  const newLines = linesOf(newText);
  let oldAt = 0;
  let newAt = 0;
  for (const [i, j] of [...commonLines(oldLines, newLines), [oldLines.length, newLines.length] as const]) {
    const oldEnd = oldLines[i]?.start ?? oldText.length;
    const newEnd = newLines[j]?.start ?? newText.length;
    keepEnds(oldText, newText, { oldAt, oldEnd, newAt, newEnd }, kept);
    const length = oldLines[i]?.text.length ?? 0;
    keep(kept, oldEnd, newEnd, length);
    oldAt = oldEnd + length;
    newAt = newEnd + length;
  }
  return kept;
}

interface Line {
  readonly start: number;
  /** With its line end. */
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return lines;
}

/** Pairs of line numbers of a longest common subsequence. */
function commonLines(a: readonly Line[], b: readonly Line[]): readonly (readonly [number, number])[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head]?.text === b[head]?.text) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail]?.text === b[b.length - 1 - tail]?.text) tail++;
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < head; i++) pairs.push([i, i]);
  const rows = a.length - head - tail;
  const columns = b.length - head - tail;
  if (rows > 0 && columns > 0 && rows * columns <= maxPairs) {
    const best = longestTable(a, b, head, rows, columns);
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[head + i]?.text === b[head + j]?.text) pairs.push([head + i++, head + j++]);
      else if ((best[i + 1]?.[j] ?? 0) >= (best[i]?.[j + 1] ?? 0)) i++;
      else j++;
    }
  }
  for (let n = tail; n > 0; n--) pairs.push([a.length - n, b.length - n]);
  return pairs;
}

/** `table[i][j]`: length of the longest common subsequence of the lines from `head + i` and `head + j` on. */
function longestTable(a: readonly Line[], b: readonly Line[], head: number, rows: number, columns: number) {
  const table = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    const here = table[i] as Uint32Array;
    const below = table[i + 1] as Uint32Array;
    for (let j = columns - 1; j >= 0; j--) {
      here[j] =
        a[head + i]?.text === b[head + j]?.text ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  }
  return table;
}

interface Gap {
  readonly oldAt: number;
  readonly oldEnd: number;
  readonly newAt: number;
  readonly newEnd: number;
}

/** Keeps the common beginning and end of a changed stretch. */
function keepEnds(oldText: string, newText: string, gap: Gap, kept: KeptStretch[]): void {
  const most = Math.min(gap.oldEnd - gap.oldAt, gap.newEnd - gap.newAt);
  let head = 0;
  while (head < most && oldText[gap.oldAt + head] === newText[gap.newAt + head]) head++;
  while (head > 0 && (joins(oldText, gap.oldAt + head) || joins(newText, gap.newAt + head))) head--;
  let tail = 0;
  while (tail < most - head && oldText[gap.oldEnd - 1 - tail] === newText[gap.newEnd - 1 - tail]) tail++;
  while (tail > 0 && (joins(oldText, gap.oldEnd - tail) || joins(newText, gap.newEnd - tail))) tail--;
  keep(kept, gap.oldAt, gap.newAt, head);
  keep(kept, gap.oldEnd - tail, gap.newEnd - tail, tail);
}

/** Low halves of surrogate pairs, combining marks, variation selectors (the supplementary ones by their high half). */
const joining = [
  [0xdc00, 0xdfff],
  [0x0300, 0x036f],
  [0x3099, 0x309a],
  [0xfe00, 0xfe0f],
  [0xdb40, 0xdb40],
] as const;

/** Whether the unit at `at` belongs to the character before it. */
function joins(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return joining.some(([first, last]) => unit >= first && unit <= last);
}

function keep(kept: KeptStretch[], oldStart: number, newStart: number, length: number): void {
  if (length === 0) return;
  const last = kept.at(-1);
  if (last && last.oldStart + last.length === oldStart && last.newStart + last.length === newStart) {
    kept[kept.length - 1] = { ...last, length: last.length + length };
  } else kept.push({ oldStart, newStart, length });
}
