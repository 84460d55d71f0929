import type { FormulaError, Value } from './values.ts';

type Work = (parts: readonly Value[]) => Value;
type OfNumbers = (work: (...numbers: number[]) => number | FormulaError) => Work;

const day = 86_400_000;
/** Day 1 is 1 January 1900; the 29 February of that year, which never was, is counted. */
const epoch = Date.UTC(1899, 11, 30);

const dateOf = (serial: number): Date => new Date(epoch + Math.floor(serial) * day);
const serialOf = (year: number, month: number, date: number): number =>
  Math.round((Date.UTC(year, month, date) - epoch) / day);

/** A day so many months away; the last of its month where that is shorter. */
function months(serial: number, by: number, toEnd: boolean): number {
  const from = dateOf(serial);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + Math.trunc(by)];
  const last = serialOf(year, month + 1, 0);
  return toEnd ? last : Math.min(last, serialOf(year, month, from.getUTCDate()));
}

/** Functions of days. */
export const dateFunctions = (ofNumbers: OfNumbers): Readonly<Record<string, Work>> => ({
  DATE: ofNumbers((year = 0, month = 1, date = 1) =>
    serialOf(year < 1900 ? year + 1900 : year, Math.floor(month) - 1, Math.floor(date)),
  ),
  YEAR: ofNumbers((serial) => dateOf(serial).getUTCFullYear()),
  MONTH: ofNumbers((serial) => dateOf(serial).getUTCMonth() + 1),
  DAY: ofNumbers((serial) => dateOf(serial).getUTCDate()),
  WEEKDAY: ofNumbers((serial, kind = 1) => {
    const sunday = dateOf(serial).getUTCDay();
    return kind === 2 ? ((sunday + 6) % 7) + 1 : kind === 3 ? (sunday + 6) % 7 : sunday + 1;
  }),
  EDATE: ofNumbers((serial, by = 0) => months(serial, by, false)),
  EOMONTH: ofNumbers((serial, by = 0) => months(serial, by, true)),
});
