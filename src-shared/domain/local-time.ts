const two = (value: number): string => String(value).padStart(2, '0');

/** The day of a point in time on this machine's calendar: `2026/10/01`. What cannot be read as a time stays as it is. */
export function localDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : `${date.getFullYear()}/${two(date.getMonth() + 1)}/${two(date.getDate())}`;
}

/** Day and minute on this machine's clock: `2026/10/01 9:05`. */
export function localMinute(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${localDay(iso)} ${date.getHours()}:${two(date.getMinutes())}`;
}
