/** A number as an indicator box shows it: sign, digits with separators, decimals, and what stands after it. */
export interface Measured {
  readonly value: number;
  readonly unit: string;
}

/**
 * Reads an indicator's value: `1,200件`, `85.0%`, `３６`, `▲5`, `約30分`. `undefined` for texts that are no single
 * number (`－`, `10～20`, `未定`).
 */
export function readMeasured(text: string): Measured | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/^(?:約|およそ)/u, '');
  const match = /^([-−▲△]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d~〜～/.,]*)$/u.exec(plain);
  if (match === null) return undefined;
  const value = Number((match[2] as string).replaceAll(',', ''));
  return { value: match[1] === '' ? value : -value, unit: match[3] as string };
}

/** The rule by which a rate was worked out; the screen shows it. */
export interface Achievement {
  /** Hundredths, rounded to one decimal: 93.8 is 93.8 %. */
  readonly percent: number;
  /** `actual / plan` where more is better; from the start value where less is better (planned below the start). */
  readonly rule: 'ratio' | 'reduction';
}

/**
 * Rate of an indicator's actual value against its plan, where both are numbers of one unit. An indicator that is to
 * fall (plan below 現状) counts the way covered: (start − actual) / (start − plan).
 */
export function achievement(current: string, plan: string, actual: string): Achievement | undefined {
  const planned = readMeasured(plan);
  const reached = readMeasured(actual);
  if (planned === undefined || reached === undefined) return undefined;
  if (planned.unit !== '' && reached.unit !== '' && planned.unit !== reached.unit) return undefined;
  const rounded = (ratio: number): number => Math.round(ratio * 1000) / 10;
  const start = readMeasured(current);
  if (start !== undefined && planned.value < start.value) {
    return { percent: rounded((start.value - reached.value) / (start.value - planned.value)), rule: 'reduction' };
  }
  if (planned.value <= 0) return undefined;
  return { percent: rounded(reached.value / planned.value), rule: 'ratio' };
}
