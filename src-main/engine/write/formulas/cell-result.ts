/** What a cell holds or a formula gives, as far as the roll-up works it out. */
export type CellResult =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** The digits that `&` makes of a number (General); `undefined` where that would need rounding. */
function generalNumber(value: number): string | undefined {
  const digits = String(Object.is(value, -0) ? 0 : value);
  return digits.length <= 11 && !digits.includes('e') ? digits : undefined;
}

/** As text functions see a value; `undefined` where Excel's own rounding would be needed. */
export function textOf(result: CellResult): string | undefined {
  switch (result.kind) {
    case 'blank':
      return '';
    case 'text':
      return result.text;
    case 'number':
      return generalNumber(result.value);
    case 'boolean':
      return result.value ? 'TRUE' : 'FALSE';
  }
}

/** `=` between two values: kinds never equal each other but for blank, text without case. */
export function equalResults(a: CellResult, b: CellResult): boolean {
  if (a.kind === 'blank') return b.kind === 'blank' || isEmptyValue(b);
  if (b.kind === 'blank') return isEmptyValue(a);
  if (a.kind === 'text' && b.kind === 'text') return a.text.toLowerCase() === b.text.toLowerCase();
  return a.kind === b.kind && a.kind !== 'text' && b.kind !== 'text' && a.value === b.value;
}

const isEmptyValue = (result: CellResult): boolean =>
  (result.kind === 'text' && result.text === '') ||
  (result.kind === 'number' && result.value === 0) ||
  (result.kind === 'boolean' && !result.value);
