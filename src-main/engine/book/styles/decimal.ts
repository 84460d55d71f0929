/** A number as Excel rounds it: 15 significant digits, then half away from zero, by decimal digits and not by halves of bits. */
export interface Decimal {
  /** Digits before the point, without leading zeros; `''` for none. */
  readonly integer: string;
  readonly fraction: string;
}

/** `value` must be finite and not negative. */
export function roundDecimal(value: number, decimals: number): Decimal {
  const scaled = value * 10 ** decimals;
  // Far from a half there is nothing to decide by decimal digits.
  if (scaled < 1e9 && Math.abs((scaled % 1) - 0.5) > 1e-5) {
    const digits = String(Math.round(scaled));
    if (decimals === 0) return { integer: digits === '0' ? '' : digits, fraction: '' };
    const padded = digits.padStart(decimals, '0');
    return { integer: padded.slice(0, padded.length - decimals), fraction: padded.slice(padded.length - decimals) };
  }
  return roundByDigits(value, decimals);
}

function roundByDigits(value: number, decimals: number): Decimal {
  const [mantissa = '0', power = '0'] = value.toExponential(14).split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const all = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(-point) + digits;
  let integer = point > 0 ? all.slice(0, point) : '';
  let fraction = point > 0 ? all.slice(point) : all;
  const up = fraction.charCodeAt(decimals) >= 0x35;
  fraction = fraction.slice(0, decimals).padEnd(decimals, '0');
  if (up) {
    const raised = (BigInt(`0${integer}${fraction}`) + 1n).toString().padStart(decimals + 1, '0');
    integer = raised.slice(0, raised.length - decimals);
    fraction = raised.slice(raised.length - decimals);
  }
  return { integer: integer.replace(/^0+/, ''), fraction };
}

/** Excel's `General` in a cell that is wide enough: at most 11 characters, then scientific with five decimals. */
export function formatGeneral(value: number): string {
  if (value === 0) return '0';
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  const power = Math.floor(Math.log10(size));
  if (power >= 11 || power < -4) return sign + scientific(size);
  const { integer, fraction } = roundDecimal(size, power >= 0 ? Math.max(0, 9 - power) : 9);
  const rest = fraction.replace(/0+$/, '');
  return `${sign}${integer || '0'}${rest === '' ? '' : `.${rest}`}`;
}

function scientific(size: number): string {
  const [mantissa = '', power = '0'] = size.toExponential(5).split('e');
  const exponent = Math.abs(Number(power)).toString().padStart(2, '0');
  return `${mantissa.replace(/\.?0+$/, '')}E${Number(power) < 0 ? '-' : '+'}${exponent}`;
}
