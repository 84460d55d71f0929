import { readWorkbookPart } from '../../book/workbook-part.ts';
import { isDateFormat } from '../../book/styles/number-format.ts';
import { readStyles } from '../../book/styles/styles-part.ts';
import { daysBetween } from '../../write/cells/date-system.ts';

/** Serial numbers of dates as the workbook that they come into counts them. */
export interface DateSystem {
  /** A cell's number as it must be written, by the cell's format in the workbook that it comes from. */
  readonly serial: (value: string, style: number) => string;
  /** What to add to a number that is a date. */
  readonly offset: number;
}

export function dateSystem(fromBook: string, toBook: string, fromStyles: string | undefined): DateSystem {
  const from = readWorkbookPart(fromBook).date1904;
  const to = readWorkbookPart(toBook).date1904;
  const offset = from === to ? 0 : from ? daysBetween : -daysBetween;
  if (offset === 0 || fromStyles === undefined) return { serial: (value) => value, offset };
  const dates = readStyles(fromStyles).cellFormats.map((format) => isDateFormat(format.numberFormat));
  return {
    offset,
    serial(value, style) {
      const days = Number(value);
      // A time of day alone has no date that could be off.
      if (dates[style] !== true || !Number.isFinite(days) || days < 1) return value;
      return String(Math.max(0, Number((days + offset).toFixed(10))));
    },
  };
}
