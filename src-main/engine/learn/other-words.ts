import type { LabelLike } from '../../../src-shared/form/description.ts';
import { isCounter } from './around.ts';
import type { GridCell } from './grid.ts';
import { keyOfLabel, type FormGroup, type SheetModel } from './group.ts';
import { areaOf, labelText } from './label-words.ts';
import { isCounted } from './structure.ts';

/** A title with its number left open where sheets of the form count by it: `個表1`, `個表2`. */
function titleText(cell: GridCell, group: FormGroup): string {
  const key = keyOfLabel(cell);
  const texts = new Set<string>();
  for (const { grid } of group.models)
    for (const other of grid.cells) {
      if (other.row > cell.row + 2) break;
      if (keyOfLabel(other) === key) texts.add(labelText(other));
    }
  return texts.size > 1 && isCounted(key) ? labelText(cell).replaceAll(/[\d０-９]+/gu, '{number}') : labelText(cell);
}

/** Texts of the form that name no box: titles above it, and words among its boxes. Only what all samples print alike. */
export function otherWords(
  group: FormGroup,
  used: ReadonlySet<GridCell>,
): { titles: readonly LabelLike[]; words: readonly string[] } {
  const model = group.models[0] as SheetModel;
  const { grid, parts } = model;
  const firstLined = grid.cells.find((cell) => cell.lines >= 3)?.row ?? 1;
  const usual = new Map<string, number>();
  for (const other of group.models)
    for (const key of new Set(other.grid.cells.filter((cell) => other.parts.partOf(cell) !== 'box').map(keyOfLabel)))
      usual.set(key, (usual.get(key) ?? 0) + 1);
  const names = new Set([...used].map(keyOfLabel));
  const titles: LabelLike[] = [];
  const words = new Set<string>();
  for (const cell of grid.cells) {
    const part = parts.partOf(cell);
    if ((part !== 'label' && part !== 'word') || cell.text.trim() === '' || isCounter(cell)) continue;
    if (names.has(keyOfLabel(cell))) continue;
    const common = (usual.get(keyOfLabel(cell)) ?? 0) * 2 > group.models.length;
    if (!common || (group.models.length < 2 && !parts.byLock && part === 'word')) continue;
    const isTitle = cell.row < firstLined || (cell.row === 1 && cell.lines === 0);
    if (isTitle && cell.text.length <= 60) titles.push({ text: titleText(cell, group), at: areaOf(cell) });
    else if (cell.text.length <= 400) words.add(cell.text);
  }
  const different = [...new Map(titles.map((one) => [typeof one === 'string' ? one : one.text, one])).values()];
  return { titles: different.slice(0, 10), words: [...words].slice(0, 500) };
}
