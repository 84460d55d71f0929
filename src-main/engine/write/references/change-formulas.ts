import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { changeLinkTargets, type ReferringPart } from './referring-parts.ts';
import { changeVmlFormulas, hasChildElement, isFormulaElement, referenceAttributes } from './places.ts';

/** Gives a reference as it shall read; `undefined` leaves it. */
export type ChangeFormula = (formula: string) => string | undefined;

const chartTypes = new Set(['chart', 'chartEx']);

/** Changes every formula and reference of a part that is no sheet: charts, shapes, controls, tables, links. */
export function changeFormulas(draft: PackageDraft, { part, type }: ReferringPart, change: ChangeFormula): void {
  if (type === 'vmlDrawing') {
    const before = draft.text(part);
    const after = changeVmlFormulas(before, change);
    if (after !== before) draft.put(part, after);
  } else {
    const chart = chartTypes.has(type);
    const edited = (): void =>
      draft.edit(part, (edit) =>
        edit.walk((e, s) => {
          for (const name of referenceAttributes(s)) e.change(name, change);
          if (isFormulaElement(s.local, chart) && !hasChildElement(s)) e.text(change);
        }),
      );
    unlessDamaged(edited, undefined);
  }
  changeLinkTargets(draft, part, change);
}
