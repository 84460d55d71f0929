import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { DrawnCell } from '../../../src-shared/form/form-view.ts';
import { activeContentWarnings } from '../book/active-content.ts';
import { SheetShapes, withCapacities } from '../paper/field-capacity.ts';
import { drawnSheets, formView } from '../paper/form-view.ts';
import { ItemDrawer } from '../read/any/drawn-sheet.ts';
import type { OpenOptions } from '../read/open.ts';
import type { OpenedWorkbook } from '../types.ts';
import type { WorkbookContents } from './requests.ts';

/** Sees the sheets of the first form's items while they are read, for the window; reading for anything else draws none. */
export class SeenItems {
  readonly #drawer = new ItemDrawer();
  readonly cells = new Map<string, readonly DrawnCell[]>();
  readonly reading: OpenOptions = {
    onSheet: (sheet) => {
      if (sheet.item !== undefined) this.cells.set(sheet.part, this.#drawer.draw(sheet));
    },
  };
}

/** A workbook as it crosses to the window: measured, and with how its sheets lie. */
export function workbookContents(opened: OpenedWorkbook, seen: SeenItems): WorkbookContents {
  const { plan, warnings, package: pkg, byForm } = opened;
  const shapes = new SheetShapes(pkg, opened.items);
  const measured = withCapacities(pkg, byForm === undefined ? asSeen(opened.items, seen) : opened.items, shapes);
  const cells = byForm?.sheets ?? [...seen.cells].map(([part, list]) => ({ part, cells: list }));
  const { sheets, places } = drawnSheets(shapes, cells);
  const items = measured.map((item) =>
    item.drawn === undefined
      ? item
      : { ...item, drawn: item.drawn.map(({ sheet, index }) => ({ sheet, index: places[index] as number })) },
  );
  const told = [...warnings, ...activeContentWarnings(pkg)];
  if (byForm === undefined) return { plan, items, warnings: told, sheets };
  const { description } = byForm;
  return { plan, items, warnings: told, sheets, description, form: formView(description) };
}

function asSeen(items: readonly ItemSheet[], { cells }: SeenItems): readonly ItemSheet[] {
  const places = new Map([...cells.keys()].map((part, index) => [part, index]));
  return items.map((item) => {
    const index = places.get(item.key);
    return index === undefined ? item : { ...item, drawn: [{ sheet: item.sheet, index }] };
  });
}
