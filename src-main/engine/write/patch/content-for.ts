import type { RawValue, StoredValue } from '../../../../src-shared/domain/item.ts';
import { PackageError } from '../../package/package-error.ts';
import { isDateFormat } from '../../book/styles/number-format.ts';
import { serialIn } from '../cells/date-system.ts';
import { editRuns } from './edit-runs.ts';
import { lexicalNumber, typedNumber } from '../cells/typed-number.ts';
import type { CellContent } from '../cells/cell-content.ts';

/** Excel's limit of a cell, in UTF-16 units. */
const maxCellText = 32_767;

export interface NewContent {
  readonly content: CellContent;
  /** The cell held a number and gets text. */
  readonly numberAsText: boolean;
}

/**
 * What a cell that holds `raw` shall hold when a person typed `typed` into it: a number in the cell's format where it
 * held one, else text in which the runs and line ends stay that the edit did not touch. Text that looks like a formula
 * stays text. `stored` is what another workbook holds for the same text, and goes in as it is, a date by the days of this
 * workbook (`date1904`). Throws `PackageError` for text longer than a cell can hold.
 */
export function contentFor(
  raw: RawValue,
  typed: string,
  stored?: StoredValue,
  date1904: () => boolean = () => false,
): NewContent {
  const text = typed.replaceAll(/\r\n?/g, '\n');
  if (stored?.kind === 'number') {
    const serial = isDateFormat(stored.format) ? serialIn(date1904(), stored) : Number(stored.lexical);
    // A day before 1904 is none that the workbook can hold as one.
    if (serial >= 0 || Number(stored.lexical) < 0)
      return { content: { kind: 'number', lexical: lexicalNumber(serial) }, numberAsText: false };
  }
  if (stored?.kind === 'boolean') return { content: stored, numberAsText: false };
  if (text === '') return { content: { kind: 'blank' }, numberAsText: false };
  if (raw.kind === 'number') {
    const lexical = typedNumber(text, raw.format);
    if (lexical !== undefined) return { content: { kind: 'number', lexical }, numberAsText: false };
  }
  const runs = stored?.kind === 'runs' ? stored.runs : raw.kind === 'text' ? editRuns(raw, text) : [{ text }];
  const length = runs.reduce((sum, run) => sum + run.text.length, 0);
  if (length > maxCellText) throw new PackageError({ kind: 'too-large', reason: 'cell', values: { length } });
  return { content: { kind: 'text', runs }, numberAsText: raw.kind === 'number' };
}
