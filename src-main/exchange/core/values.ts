import type { SheetField, StoredValue } from '../../../src-shared/domain/item.ts';
import { isDateFormat } from '../../engine/book/styles/number-format.ts';
import { serialIn } from '../../engine/write/cells/date-system.ts';
import { lexicalNumber, typedNumber } from '../../engine/write/cells/typed-number.ts';

/** What a box holds beside the text that it shows; `undefined` for plain text and for nothing. */
export function storedValue({ raw, formula, text }: SheetField): StoredValue | undefined {
  if (raw.kind === 'number') {
    const { value, format, date1904 } = raw;
    // A date that is written as one (`2026-04-30`) has its days only.
    const lexical = Number.isNaN(Number(raw.lexical)) ? lexicalNumber(value) : raw.lexical;
    return { kind: 'number', lexical, format, ...(date1904 === undefined ? {} : { date1904 }) };
  }
  if (raw.kind === 'boolean') return { kind: 'boolean', value: raw.value };
  if (raw.kind === 'error') return { kind: 'error', code: raw.code };
  if (raw.kind === 'text' && raw.runs !== undefined) return { kind: 'runs', runs: raw.runs };
  return formula !== undefined && text === '' ? { kind: 'formula', formula } : undefined;
}

/**
 * The text by which a box is compared and merged: what it shows, unless that hides digits of a number (-3.5 shown as -4) or
 * shows nothing where something stands.
 */
export function exactText(shown: string, stored: StoredValue | undefined): string {
  switch (stored?.kind) {
    case 'number': {
      const lexical = lexicalNumber(Number(stored.lexical));
      if (shown !== '' && isDateFormat(stored.format)) return shown;
      return typedNumber(shown, stored.format) === lexical ? shown : lexical;
    }
    case 'error':
      return stored.code;
    case 'formula':
      return `=${stored.formula}`;
    default:
      return shown;
  }
}

/** Numbers that are told by their value where they look alike: 2026/4/1 9:00 and 10:00 shown as a date. */
export function sameNumber(a: StoredValue | undefined, b: StoredValue | undefined): boolean {
  if (a?.kind !== 'number' || b?.kind !== 'number' || Number(a.lexical) === Number(b.lexical)) return true;
  return a.date1904 !== b.date1904 && serialIn(false, a) === serialIn(false, b);
}

/** A value that no box of a plan may take by itself: an error, or a formula that nobody has worked out yet. */
export const isUnfit = (stored: StoredValue | undefined): boolean =>
  stored?.kind === 'error' || stored?.kind === 'formula';
