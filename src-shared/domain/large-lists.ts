/**
 * `Math.max(...list)` and `list.push(...more)` hand every element over on the stack, which ends in a «Maximum call stack size
 * exceeded» at some ten thousand: what a workbook can make long goes through these.
 */

/** The largest of the values and of `least`. */
export function largest(values: Iterable<number>, least: number): number {
  let most = least;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** The smallest of the values and of `most`. */
export function smallest(values: Iterable<number>, most: number): number {
  let least = most;
  for (const value of values) if (value < least) least = value;
  return least;
}

export function append<T>(to: T[], more: Iterable<T>): void {
  for (const each of more) to.push(each);
}
