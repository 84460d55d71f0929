import type { Workbook, Worksheet } from 'exceljs';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import { sectionsText, type PlanItem, type PlanSettings } from '../../../../src-shared/form/plan-settings.ts';
import { formatAddress } from '../../book/address.ts';
import { formStyles, otherStyles } from './cell-styles.ts';
import { formLayout, type FormBox } from './form-layout.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { FormModel } from '../../../../src-shared/form/model.ts';

/** An item sheet as made: its name, and the address of every field, for the roll-up's formulas. */
export interface MadeItem {
  readonly item: PlanItem;
  readonly sheet: string;
  readonly cells: Readonly<Partial<Record<FieldPath, string>>>;
}

/** The text that a box begins with. */
function startText(path: FieldPath, item: PlanItem, settings: PlanSettings, form: FormModel): string | number {
  const { role } = form.keyOf(path)?.field ?? {};
  switch (role) {
    case 'no':
      return item.no;
    case 'group':
      return form.withRole('group')[0]?.template === path ? pillarOf(item, settings) : groupText(item, path);
    case 'title':
      return item.title;
    case 'section':
      return sectionsText(item.sections);
    default:
      return item.texts[path] ?? '';
  }
}

const pillarOf = ({ pillar }: PlanItem, { pillars }: PlanSettings): string =>
  typeof pillar === 'number' ? (pillars[pillar - 1] ?? '') : (pillar ?? '');

/** Levels below the pillar stand in a plan's settings under their paths; those of other forms than the shipped one among the texts. */
export function groupText(item: PlanItem, path: FieldPath): string {
  const own = item.levels[path] ?? '';
  return own === '' ? (item.texts[path] ?? '') : own;
}

/** The form that a new plan is drawn in. */
export interface NewForm {
  readonly description: FormDescription;
  readonly model: FormModel;
}

/** Adds a blank item sheet in a form: labels locked, boxes open, lists on choices, one page of A4. */
export function addItemSheet(
  book: Workbook,
  settings: PlanSettings,
  item: PlanItem,
  sheet: string,
  yearLabel: (year: number) => string,
  form: NewForm,
): MadeItem {
  const rows = item.rows;
  const layout = formLayout({ years: settings.years, rows, yearLabel }, form.description);
  const ws = book.addWorksheet(sheet, { views: [{ showGridLines: false }], properties: { defaultRowHeight: 13.5 } });
  layout.columns.forEach((width, i) => (ws.getColumn(i + 1).width = width));
  layout.rows.forEach((height, i) => (ws.getRow(i + 1).height = height));
  const cells: Partial<Record<FieldPath, string>> = {};
  for (const box of layout.boxes) {
    const address = formatAddress(box.top + 1, box.left + 1);
    drawBox(ws, box);
    if (box.path === undefined) ws.getCell(address).value = box.label ?? '';
    else {
      const text = startText(box.path, item, settings, form.model);
      if (text !== '') ws.getCell(address).value = text;
      cells[box.path] = address;
    }
  }
  addLists(ws, cells, settings, form.model);
  const right = layout.columns.length;
  const bottom = layout.rows.length;
  addAside(ws, item, right + 2);
  setPage(ws, settings.title, `A1:${formatAddress(bottom, right)}`, settings.years.length);
  // Without password: it keeps labels from being typed over, not people out. Row heights stay free.
  void ws.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatRows: true, formatCells: true });
  return { item, sheet, cells };
}

function drawBox(ws: Worksheet, box: FormBox): void {
  const style = formStyles[box.style];
  for (let row = box.top + 1; row <= box.bottom + 1; row++) {
    for (let column = box.left + 1; column <= box.right + 1; column++) ws.getCell(row, column).style = style;
  }
  if (box.top !== box.bottom || box.left !== box.right)
    ws.mergeCells(box.top + 1, box.left + 1, box.bottom + 1, box.right + 1);
}

function addLists(ws: Worksheet, cells: MadeItem['cells'], settings: PlanSettings, form: FormModel): void {
  const lists = {
    status: `リスト!$A$2:$A$${settings.statuses.length + 1}`,
    grade: `リスト!$C$2:$C$${settings.grades.length + 1}`,
  };
  for (const [role, source] of Object.entries(lists)) {
    for (const path of Object.keys(cells)) {
      const { field } = form.keyOf(path) ?? {};
      // A field that has choices of its own is not the plan's to list.
      if (field?.role !== role || field.traits.choices !== undefined) continue;
      ws.getCell(cells[path] ?? '').dataValidation = {
        type: 'list',
        allowBlank: true,
        showErrorMessage: true,
        formulae: [source],
      };
    }
  }
}

/** What the plan before said, at the right of the form and outside the printed area. */
function addAside(ws: Worksheet, item: PlanItem, column: number): void {
  if (item.aside.length === 0) return;
  ws.getColumn(column).width = 44;
  let row = 5;
  for (const text of item.aside) {
    const cell = ws.getCell(row, column);
    cell.value = text;
    cell.style = otherStyles.aside;
    ws.mergeCells(row, column, row + 1, column);
    row += 2;
  }
}

/** One page of A4; upright unless the form is too wide for it. */
export function setPage(ws: Worksheet, title: string, printArea: string, years = 1): void {
  ws.pageSetup = {
    // Below 7 points nothing is read: three years take A3, four and five two of it, lying.
    paperSize: (years > 2 ? 8 : 9) as 9,
    orientation: years > 3 ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: years > 3 ? 2 : 1,
    horizontalCentered: true,
    margins: { left: 0.59, right: 0.39, top: 0.59, bottom: 0.71, header: 0.31, footer: 0.35 },
    // ExcelJS puts a $ in front of both corners; the rows' own must be given.
    printArea: printArea.replace(/([A-Z]+)(\d+)/g, '$1$$$2'),
  };
  ws.headerFooter = { oddHeader: `&R&9 ${title.replace(/&/g, '&&')}`, oddFooter: '&C&P / &N' };
}
