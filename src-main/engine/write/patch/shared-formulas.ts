import { formatArea, type Area } from '../../book/address.ts';
import { areaAround } from '../../book/area-around.ts';
import { escapeText } from '../../xml/entities.ts';
import { moveFormula } from '../formulas/formula-tokens.ts';
import { asOpening, editStartTag } from '../../xml/start-tag.ts';
import type { FoundFormula, SheetPlaces } from '../cells/locate-cells.ts';
import type { Splice } from '../../xml/splice.ts';

/**
 * Splices that keep shared formulas right when the formulas in `removed` go. Where a group loses the cell that holds
 * its text (ECMA-376 part 1, 18.3.1.40: the first one, with `ref`), its next cell takes over: the text as it reads
 * there, and a `ref` around the cells that are left.
 */
export function rehomeSharedFormulas(places: SheetPlaces, removed: ReadonlySet<FoundFormula>): readonly Splice[] {
  const splices: Splice[] = [];
  for (const master of removed) {
    if (master.type !== 'shared' || master.text === '') continue;
    const followers = places.groups.filter(
      (one) => one.shared === master.shared && one.type === 'shared' && one.text === '' && !isIn(one, removed),
    );
    const heir = followers[0];
    if (heir === undefined) continue;
    const text = moveFormula(
      master.text,
      heir.position.row - master.position.row,
      heir.position.column - master.position.column,
    );
    splices.push({
      start: heir.start,
      end: heir.end,
      insert: masterElement(
        places,
        heir,
        text,
        areaAround(
          followers.map(({ position: { row, column } }) => ({ top: row, left: column, bottom: row, right: column })),
        ),
      ),
    });
  }
  return splices;
}

/** Formulas are found anew on each pass, so that they compare by place. */
const isIn = (formula: FoundFormula, set: ReadonlySet<FoundFormula>): boolean =>
  Array.from(set).some((one) => one.start === formula.start);

function masterElement(places: SheetPlaces, heir: FoundFormula, text: string, area: Area): string {
  const old = places.text.slice(heir.start, heir.end);
  const tag = asOpening(old.slice(0, old.indexOf('>') + 1));
  return `${editStartTag(tag, { ref: formatArea(area) })}${escapeText(text)}</${places.prefix}f>`;
}
