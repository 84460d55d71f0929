/** A Japanese era: its first day as a Western date, its names as `ggg`, `gg` and `g` show them. */
export interface Era {
  readonly name: string;
  readonly short: string;
  readonly letter: string;
  readonly from: readonly [year: number, month: number, day: number];
}

/** Newest first. The first days are those of the law and of Excel for Japanese. */
export const eras: readonly Era[] = [
  { name: '令和', short: '令', letter: 'R', from: [2019, 5, 1] },
  { name: '平成', short: '平', letter: 'H', from: [1989, 1, 8] },
  { name: '昭和', short: '昭', letter: 'S', from: [1926, 12, 25] },
  { name: '大正', short: '大', letter: 'T', from: [1912, 7, 30] },
  { name: '明治', short: '明', letter: 'M', from: [1868, 1, 25] },
];

/** The era of a Western date; `undefined` before Meiji. */
export function eraOf(year: number, month: number, day: number): Era | undefined {
  const at = year * 10_000 + month * 100 + day;
  return eras.find(({ from: [y, m, d] }) => at >= y * 10_000 + m * 100 + d);
}
