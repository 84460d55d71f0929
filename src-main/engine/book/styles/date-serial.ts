/** A serial date taken apart. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Fraction of a second. */
  readonly subsecond: number;
}

const day = 86_400_000;

/**
 * Serial dates count days from 1900-01-01 = 1, with a 29 February 1900 that never was (60), or from 1904-01-01 = 0
 * (ECMA-376 part 1, 18.17.4.1). `decimals` is how many decimals of a second will be shown: times are rounded to them.
 * `undefined` outside Excel's range.
 */
export function dateOfSerial(serial: number, date1904: boolean, decimals = 0): DateParts | undefined {
  const scale = 10 ** decimals;
  const units = Math.round((serial % 1) * 86_400 * scale);
  let days = Math.floor(serial);
  let rest = units;
  if (rest >= 86_400 * scale) {
    rest = 0;
    days += 1;
  }
  if (date1904) days += 1462;
  if (!(days >= 0) || days > 2_958_465) return undefined;
  const seconds = Math.floor(rest / scale);
  const time = {
    weekday: (days + 6) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    subsecond: (rest % scale) / scale,
  };
  if (days === 60) return { year: 1900, month: 2, day: 29, ...time };
  if (days === 0) return { year: 1900, month: 1, day: 0, ...time };
  const date = new Date(Date.UTC(1899, 11, days > 60 ? 30 : 31) + days * day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...time };
}

/** `2015-04-20` or `2015-04-20T10:30:00` (cells of type `d`, strict files) as a serial date; `undefined` for no date. */
export function serialOfIsoDate(text: string, date1904: boolean): number | undefined {
  const m = /^(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?Z?)?$/.exec(text);
  if (m === null || (m[1] === undefined && m[4] === undefined)) return undefined;
  const time = (Number(m[4] ?? 0) * 3600 + Number(m[5] ?? 0) * 60 + Number(m[6] ?? 0)) / 86_400;
  if (m[1] === undefined) return time;
  const days = Math.round((Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) - Date.UTC(1899, 11, 30)) / day);
  return (date1904 ? days - 1462 : days <= 60 ? days - 1 : days) + time;
}
