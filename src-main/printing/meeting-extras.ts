import { formOf } from '../../src-shared/form/forms.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { canvasOf } from '../../src-shared/paper/canvas.ts';
import type { FormExtras, Strip } from '../../src-shared/paper/meeting-rows.ts';
import type { SheetGeometry, TextRunStyle } from '../../src-shared/paper/sheet.ts';
import { parseArea } from '../engine/book/address.ts';

/** What the meeting paper takes from the form beside texts: looks that mean something, and the words of arrows over years. */
export function meetingExtras(item: ItemSheet, geometry: SheetGeometry): FormExtras {
  const canvas = canvasOf(geometry, geometry.rows);
  const byPlace = new Map(geometry.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const model = formOf(item);
  const runs = new Map<FieldPath, readonly TextRunStyle[]>();
  const boxes: { x: number; y: number; width: number; height: number; year: number; table: string }[] = [];
  for (const field of Object.values(item.fields)) {
    const area = field === undefined ? undefined : parseArea(field.area);
    if (field === undefined || area === undefined) continue;
    const text = trimmed(byPlace.get(`${area.top} ${area.left}`)?.text ?? []);
    const isMarked = text.some(
      ({ colour, underline, strike }) => colour !== undefined || underline !== undefined || strike === true,
    );
    if (isMarked && text.map((run) => run.text).join('') === field.text.trim()) runs.set(field.path, text);
    const key = model.keyOf(field.path);
    if (key?.year !== undefined && key.field.table !== undefined)
      boxes.push({
        ...canvas.area({ row: area.top, column: area.left, bottom: area.bottom, right: area.right }),
        year: key.year,
        table: key.field.table.id,
      });
  }
  const strips = new Map<string, Strip[]>();
  for (const drawing of geometry.drawings) {
    if (drawing.kind !== 'shape' || drawing.shape.missing !== undefined) continue;
    const words = drawing.shape.text
      .map((paragraph) => paragraph.runs.map((run) => run.text).join(''))
      .join(' ')
      .trim();
    if (words === '') continue;
    const { anchor } = drawing;
    const left = (canvas.columns[Math.min(anchor.column, canvas.columns.length - 1)] ?? 0) + anchor.x;
    const top = (canvas.rows[Math.min(anchor.row, canvas.rows.length - 1)] ?? 0) + anchor.y;
    const over = boxes.filter(({ x, y, width, height }) => {
      const across = Math.min(left + anchor.width, x + width) - Math.max(left, x);
      const middle = top + anchor.height / 2;
      return middle >= y && middle <= y + height && across > width * 0.2;
    });
    const [first] = over;
    if (first === undefined) continue;
    const years = [...new Set(over.filter(({ table }) => table === first.table).map(({ year }) => year))].toSorted(
      (a, b) => a - b,
    );
    strips.set(first.table, [...(strips.get(first.table) ?? []), { words, years }]);
  }
  return { runs, strips };
}

/** Runs without white space at both ends, as the paper's texts are. */
function trimmed(runs: readonly TextRunStyle[]): readonly TextRunStyle[] {
  const first = runs.findIndex(({ text }) => text.trim() !== '');
  const last = runs.findLastIndex(({ text }) => text.trim() !== '');
  return runs.slice(Math.max(0, first), last + 1).map((run, index, all) => ({
    ...run,
    text:
      index === 0 && index === all.length - 1
        ? run.text.trim()
        : index === 0
          ? run.text.trimStart()
          : index === all.length - 1
            ? run.text.trimEnd()
            : run.text,
  }));
}
