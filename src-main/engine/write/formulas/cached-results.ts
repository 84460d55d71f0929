import { encodeText } from '../cells/cell-content.ts';
import { lexicalNumber } from '../cells/typed-number.ts';
import { asOpening, editStartTag } from '../../xml/start-tag.ts';
import { escapeText } from '../../xml/entities.ts';
import type { SheetPlaces } from '../cells/locate-cells.ts';
import type { Splice } from '../../xml/splice.ts';
import type { CellResult } from './cell-result.ts';

/** Splices that store results of formulas beside them (ECMA-376 part 1, 18.3.1.96); the formulas stay untouched. */
export function cachedResultSplices(places: SheetPlaces, results: ReadonlyMap<number, CellResult>): readonly Splice[] {
  const splices: Splice[] = [];
  for (const [packed, result] of results) {
    const cell = places.cells.get(packed);
    if (cell?.formula === undefined) continue;
    const tag = places.text.slice(cell.start, cell.open);
    const edited = editStartTag(tag, { t: typeOf(result), vm: undefined });
    if (edited !== tag) splices.push({ start: cell.start, end: cell.open, insert: asOpening(edited) });
    const { prefix } = places;
    const value = `<${prefix}v>${escapeText(lexical(result))}</${prefix}v>`;
    const [first, ...rest] = cell.contents;
    const place = first ?? { start: cell.formula.end, end: cell.formula.end };
    splices.push({ ...place, insert: value }, ...rest.map((one) => ({ ...one, insert: '' })));
  }
  return splices;
}

/** Those results that stand in the part as they are. */
export const alreadyStored = (places: SheetPlaces, results: ReadonlyMap<number, CellResult>): readonly number[] =>
  Array.from(results).flatMap(([packed, result]) => {
    const cell = places.cells.get(packed);
    return cell?.type === (typeOf(result) ?? 'n') && cell.value === lexical(result) ? [packed] : [];
  });

const typeOf = (result: CellResult): string | undefined =>
  result.kind === 'text' ? 'str' : result.kind === 'boolean' ? 'b' : undefined;

/** The content of `<v>`. */
export function lexical(result: CellResult): string {
  switch (result.kind) {
    case 'blank':
      return '0';
    case 'text':
      return encodeText(result.text);
    case 'number':
      return lexicalNumber(result.value);
    case 'boolean':
      return result.value ? '1' : '0';
  }
}
