import { parseSections } from '../../../../src-shared/domain/sections.ts';
import type { ItemSheet, SheetField } from '../../../../src-shared/domain/item.ts';
import { ok, type Result } from '../../../../src-shared/domain/result.ts';
import type { FormDescription } from '../../../../src-shared/form/description.ts';
import type { FieldFacts } from '../../../../src-shared/form/facts.ts';
import type { DrawnCell } from '../../../../src-shared/form/form-view.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { itemIds, readPlanId } from '../../book/identity.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import { openPackage, workbookPart } from '../../package/open-package.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../types.ts';
import type { AnyField, AnyItem, OpenedAny } from './any-item.ts';
import { appliesTo } from './applies.ts';
import { compileForm } from './compile.ts';
import { drawnSheet } from './drawn-sheet.ts';
import { readAny } from './open-any.ts';
import { formKeys, formOf } from '../../../../src-shared/form/forms.ts';

/**
 * Opens a workbook by a form's description as `openWorkbook` opens one of the first form: the same items, with what the
 * description says of each box in `facts`. Fails as `openAny` does.
 */
export function openByDescription(bytes: Uint8Array, description: FormDescription): Result<OpenedWorkbook, Failure> {
  const opened = openPackage(bytes);
  return opened.ok ? readByDescription(opened.value, description) : opened;
}

/** The same for a package that was opened already. */
export function readByDescription(pkg: WorkbookPackage, description: FormDescription): Result<OpenedWorkbook, Failure> {
  const cells = new Map<string, readonly DrawnCell[]>();
  const read = readAny(pkg, compileForm(description), {
    onSheet: (part, grid, boxes) => cells.set(part, [...(cells.get(part) ?? []), ...drawnSheet(grid, boxes)]),
  });
  return read.ok ? ok(workbookOf(read.value, description, cells)) : read;
}

/** What was read as items of the window, the exchange and the paper. `cells` are those of sheets that are to be drawn. */
export function workbookOf(
  opened: OpenedAny,
  description: FormDescription,
  cells: ReadonlyMap<string, readonly DrawnCell[]> = new Map(),
): OpenedWorkbook {
  const { package: pkg } = opened;
  const planId = readPlanId(pkg);
  const ids = itemIds(readWorkbookPart(pkg.text(workbookPart(pkg)).text).definedNames);
  const facts = new FactsMemory();
  const keys = formKeys(description);
  const drawn = new Map([...cells.keys()].map((part, index) => [part, index]));
  const items = opened.items.map((item) => {
    // A name points at a sheet; a row of a list has none.
    const itemId = item.row === undefined ? ids.get(item.sheet.toLowerCase()) : undefined;
    return { ...itemOf(item, keys.get(item.edition), facts, drawn), ...(itemId === undefined ? {} : { itemId }) };
  });
  const years = [...new Set(items.flatMap((item) => item.years))].toSorted((a, b) => a - b);
  return {
    plan: { years, ...(planId === undefined ? {} : { planId }) },
    items,
    warnings: opened.warnings,
    package: opened.package,
    byForm: { description, sheets: [...cells].map(([part, list]) => ({ part, cells: list })) },
  };
}

function itemOf(
  item: AnyItem,
  form: string | undefined,
  memory: FactsMemory,
  drawn: ReadonlyMap<string, number>,
): ItemSheet {
  const fields: Record<string, SheetField> = {};
  const sheets = new Map<string, string>();
  const years = new Set<number>();
  const model = formOf({ form });
  // A year in a label alone (「令和9年度以降」) is none of the plan's.
  const hasYears = model.fields.some((field) => field.hasYear);
  let sections = '';
  for (const [path, field] of item.fields) {
    fields[path] = fieldOf(item, field, memory);
    sheets.set(field.part, field.sheet);
    const isOfPlan = !hasYears || field.traits.year !== undefined || model.keyOf(path)?.year !== undefined;
    if (field.year !== undefined && isOfPlan) years.add(field.year);
    if (field.traits.role === 'section' && sections === '') sections = field.text;
  }
  return {
    key: item.key,
    sheet: item.sheet,
    hidden: false,
    ...(item.row === undefined ? {} : { row: item.row }),
    edition: item.edition,
    ...(form === undefined ? {} : { form }),
    ...(item.row === undefined
      ? {
          drawn: [...sheets].flatMap(([part, sheet]) => {
            const index = drawn.get(part);
            return index === undefined ? [] : [{ sheet, index }];
          }),
        }
      : {}),
    no: item.no,
    years: [...years].toSorted((a, b) => a - b),
    sections: parseSections(sections),
    rows: rowsOf(form, item),
    fields,
  };
}

/** How many records each list of the form has. */
function rowsOf(key: string | undefined, { fields }: AnyItem): ItemSheet['rows'] {
  const form = formOf({ form: key });
  const rows: Record<string, number> = Object.fromEntries(form.lists.map(({ id }) => [id, 0]));
  for (const path of fields.keys()) {
    const { field, row } = form.keyOf(path) ?? {};
    if (row !== undefined && field?.table?.repeats === true)
      rows[field.table.id] = Math.max(rows[field.table.id] ?? 0, row + 1);
  }
  return rows;
}

function fieldOf(item: AnyItem, field: AnyField, memory: FactsMemory): SheetField {
  const { path, cell, area, text, raw, format, choices, strict, formula, locked } = field;
  const isComputed = field.traits.kind === 'computed';
  return {
    path,
    cell,
    area,
    text,
    raw,
    ...(format === undefined ? {} : { format }),
    ...(choices === undefined ? {} : { choices }),
    ...(strict === undefined ? {} : { strict }),
    ...(formula === undefined ? (isComputed ? { formula: '' } : {}) : { formula }),
    ...(locked === undefined ? {} : { locked }),
    ...(field.sheet === item.sheet ? {} : { sheet: field.sheet }),
    ...(field.part === item.key ? {} : { part: field.part }),
    ...(appliesTo(item, field) ? {} : { idle: true as const }),
    facts: memory.factsOf(field),
  };
}

/** Facts by what they say: a plan of 300 items has each once. Traits are made anew for each sheet, so they go by their words too. */
class FactsMemory {
  readonly #known = new Map<string, FieldFacts>();
  readonly #words = new WeakMap<AnyField['traits'], string>();

  factsOf({ label, headings, shown, block, year, traits }: AnyField): FieldFacts {
    let words = this.#words.get(traits);
    if (words === undefined) this.#words.set(traits, (words = JSON.stringify(traits)));
    const key = `${block}\n${year ?? ''}\n${shown ?? ''}\n${label}\n${headings.join('\n')}\n${words}`;
    let facts = this.#known.get(key);
    if (facts === undefined)
      this.#known.set(
        key,
        (facts = {
          label,
          headings,
          block,
          traits,
          ...(shown === undefined ? {} : { shown }),
          ...(year === undefined ? {} : { year }),
        }),
      );
    return facts;
  }
}
