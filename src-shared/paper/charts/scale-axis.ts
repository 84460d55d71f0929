/** A value axis: where it begins and ends, and its steps. */
export interface AxisScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Steps of 1, 2 and 5 times a power of ten, as offices' programs choose them. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-300)));
  const share = raw / power;
  return (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10) * power;
}

/**
 * The scale for values: what the chart fixes stays, the rest is chosen so that zero is on it unless the values lie close together far
 * from it (within a sixth of the largest), with a little room beyond them. `room` is how many labels there is place for.
 */
export function scaleOf(
  values: readonly number[],
  fixed: { readonly min?: number; readonly max?: number; readonly step?: number },
  room: number,
): AxisScale {
  let low = values.length === 0 ? 0 : values.reduce((a, b) => Math.min(a, b));
  let high = values.length === 0 ? 1 : values.reduce((a, b) => Math.max(a, b));
  if (low >= 0 && high - low > high / 6) low = 0;
  if (high <= 0 && high - low > -low / 6) high = 0;
  if (low === high) {
    if (high > 0) low = Math.min(0, low);
    else if (low < 0) high = 0;
    else high = 1;
  }
  const span = (fixed.max ?? high) - (fixed.min ?? low);
  const step =
    fixed.step !== undefined && fixed.step > 0 && span / fixed.step <= 200
      ? fixed.step
      : niceStep(Math.max(Math.abs(span), 1e-9) / Math.max(1, Math.min(10, room)));
  const air = (high - low) * 0.05;
  const min = fixed.min ?? (low === 0 ? 0 : Math.floor((low - (low < 0 ? air : 0)) / step + 1e-9) * step);
  let max = fixed.max ?? (high === 0 ? 0 : Math.ceil((high + air) / step - 1e-9) * step);
  if (max <= min) max = min + step;
  return { min, max, step };
}

/** The places with labels and grid lines. */
export function ticksOf({ min, max, step }: AxisScale): readonly number[] {
  const count = Math.min(200, Math.floor((max - min) / step + 1e-6));
  return Array.from({ length: count + 1 }, (_, index) => Number((min + index * step).toPrecision(12)));
}
