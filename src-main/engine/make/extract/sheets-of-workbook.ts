import type { XmlEdit } from '../../xml/xml-edit.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { usesGone, type Gone } from './gone.ts';
import type { Secrets } from './secrets.ts';

/** What the workbook part loses: sheets, and the names that point at them. */
export interface WorkbookCut {
  readonly sheets: readonly IndexedSheet[];
  readonly keep: (sheet: IndexedSheet) => boolean;
  readonly gone: Gone;
  readonly secrets: Secrets;
  /** The sheet to show first, by its old index. */
  readonly active: number;
}

/** Where a sheet is after the cut, by its old index; `undefined` when it is gone. */
function newIndex({ sheets, keep }: Pick<WorkbookCut, 'sheets' | 'keep'>, old: number): number | undefined {
  const sheet = sheets[old];
  return sheet === undefined || !keep(sheet) ? undefined : sheets.slice(0, old).filter(keep).length;
}

/** Names (in capitals) that point at a sheet that is gone, and so are gone themselves. */
export function goneNames(edit: XmlEdit, sheets: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  edit.walk((_, s) => {
    if (s.local !== 'definedName') return;
    const name = s.attribute('name') ?? '';
    if (s.attribute('localSheetId') === undefined && usesGone(s.readText(), { sheets, names: new Set() }))
      names.add(name.toUpperCase());
  });
  return names;
}

/** Edits the workbook part: sheets, views, names (ECMA-376 part 1, 18.2). */
export function cutWorkbook(edit: XmlEdit, cut: WorkbookCut): void {
  const gone = new Set(cut.sheets.filter((sheet) => !cut.keep(sheet)).map((sheet) => sheet.index));
  const active = newIndex(cut, cut.active) ?? 0;
  let index = 0;
  edit.walk((e, s) => {
    if (s.local === 'sheet' && s.depth === 3) {
      if (gone.has(index++)) e.remove();
    } else if (s.local === 'workbookView') {
      if (s.attribute('activeTab') !== undefined || active !== 0) e.set('activeTab', String(active));
      e.change('firstSheet', (old) => String(newIndex(cut, Number(old)) ?? 0));
    } else if (s.local === 'customWorkbookView') {
      e.change('activeSheetId', (id) =>
        cut.sheets.some((sheet) => cut.keep(sheet) && sheet.sheetId === Number(id))
          ? undefined
          : String(cut.sheets[cut.active]?.sheetId ?? id),
      );
    } else if (s.local === 'definedNames') cutNames(e, cut);
  });
}

function cutNames(e: XmlEdit, cut: WorkbookCut): void {
  const { s } = e;
  const { start } = s;
  let kept = 0;
  e.children((_, name) => {
    const from = name.start;
    const called = name.attribute('name') ?? '';
    const local = name.attribute('localSheetId');
    const range = name.attributeRange('localSheetId');
    const comment = `${name.attribute('comment') ?? ''}${name.attribute('description') ?? ''}`;
    const moved = local === undefined ? undefined : newIndex(cut, Number(local));
    const text = name.readText();
    const goes =
      (local !== undefined && moved === undefined) ||
      usesGone(text, cut.gone) ||
      cut.secrets.mentions(called) ||
      cut.secrets.mentions(text) ||
      cut.secrets.mentions(comment);
    if (goes) return e.splice(from, name.end, '');
    kept++;
    if (range !== undefined && moved !== undefined && String(moved) !== local) e.splice(...range, String(moved));
  });
  if (kept === 0) e.splice(start, s.end, '');
}
