import { formatAddress, formatArea } from '../../book/address.ts';
import { displayCell, rawCell, type CellContext } from '../../book/cell-value.ts';
import type { CellTable } from '../../book/cell-table.ts';
import type { Choices } from '../../book/choice-lists.ts';
import type { readSheetPart } from '../../book/sheet-part.ts';
import { formatOf } from '../../book/styles/styles-part.ts';
import { decodeText } from '../../xml/entities.ts';
import type { AnyField } from './any-item.ts';
import type { Spot } from './grid.ts';
import type { Placed } from './placed.ts';

/** One sheet as its fields are read from it. */
export interface SheetSource {
  readonly name: string;
  readonly part: string;
  readonly cells: CellTable;
  readonly sheet: ReturnType<typeof readSheetPart>;
  readonly context: CellContext;
  readonly choicesOf: (row: number, column: number) => Choices | undefined;
}

const blank = { kind: 'blank' } as const;

/** The field of a box. Throws `XmlError` for a string that is not there. */
export function readAnyField(placed: Placed, source: SheetSource): AnyField {
  const { spot } = placed;
  return anyField(placed, spot, spot.cell, source);
}

type Named = Pick<Placed, 'path' | 'traits' | 'label' | 'headings' | 'shown' | 'year' | 'block'>;

export function anyField(
  named: Named,
  spot: Pick<Spot, 'top' | 'left' | 'bottom' | 'right'>,
  index: number,
  source: SheetSource,
): AnyField {
  const { cells, context, sheet } = source;
  const field: { -readonly [K in keyof AnyField]: AnyField[K] } = {
    path: named.path,
    sheet: source.name,
    part: source.part,
    cell: formatAddress(spot.top, spot.left),
    area: formatArea(spot),
    text: index < 0 ? '' : displayCell(cells, index, context),
    raw: index < 0 ? blank : rawCell(cells, index, context),
    traits: named.traits,
    label: named.label,
    headings: named.headings,
    block: named.block,
  };
  if (named.shown !== undefined) field.shown = named.shown;
  if (named.year !== undefined) field.year = named.year;
  if (index >= 0 && field.raw.kind === 'blank')
    field.format = formatOf(context.styles, cells.style[index] as number).numberFormat;
  const choices = source.choicesOf(spot.top, spot.left);
  if (choices !== undefined && choices.list.length > 0) {
    field.choices = choices.list;
    field.strict = choices.strict;
  } else if (named.traits.choices !== undefined && named.traits.kind === 'choice') field.choices = named.traits.choices;
  const formula = index < 0 ? undefined : cells.formulas.get(index);
  if (formula !== undefined) field.formula = decodeText(cells.slice(formula.start, formula.end), formula.start);
  if (sheet.protected && isLocked(spot, index, source)) field.locked = true;
  return field;
}

/** Protection is on: cells are locked unless their format, or their row's or column's, says otherwise. */
function isLocked(
  { top, left }: Pick<Spot, 'top' | 'left'>,
  index: number,
  { cells, sheet, context }: SheetSource,
): boolean {
  let style = index < 0 ? sheet.rowStyles.get(top) : cells.style[index];
  for (let i = 0; style === undefined && i < sheet.columnStyles.length; i += 3) {
    if (left >= (sheet.columnStyles[i] as number) && left <= (sheet.columnStyles[i + 1] as number))
      style = sheet.columnStyles[i + 2];
  }
  return formatOf(context.styles, style ?? 0).locked;
}
