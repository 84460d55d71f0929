import type { Proof, TaughtCell, TaughtSheet } from '../../src-shared/contract/teaching.ts';
import type { ItemSheet, SheetField } from '../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { sentence, type Failure } from '../../src-shared/failures/failures.ts';
import { checkWords } from '../../src-shared/form/check-words.ts';
import { factsName } from '../../src-shared/form/facts.ts';
import { formatAddress, formatArea } from '../engine/book/address.ts';
import { attempt } from '../engine/package/attempt.ts';
import { openPackage, workbookPart } from '../engine/package/open-package.ts';
import { openWorkbookParts } from '../engine/book/workbook-parts.ts';
import { sheetGrids, type GridCell } from '../engine/learn/grid.ts';
import { learnFromFiles } from '../engine/learn/learn-files.ts';
import type { AnyField, OpenedAny } from '../engine/read/any/any-item.ts';
import { checkAny } from '../engine/read/any/check-any.ts';
import { compileForm } from '../engine/read/any/compile.ts';
import { readAny } from '../engine/read/any/open-any.ts';
import { tryDisturbed } from '../engine/read/any/try-disturbed.ts';
import type { WorkbookPackage } from '../engine/types.ts';
import { preparePrint } from '../printing/print-job.ts';
import type { Emit, PartRequests, WorkerRequests } from './requests.ts';

/** Pages of a sample that are drawn; a list may have hundreds. */
const mostPages = 8;
/** Cells of a sheet that a person can point at. */
const mostCells = 4000;
/** Changed copies that a proof reads. */
const disturbances = 20;

export const learn = ({ files }: WorkerRequests['learn']['args']): WorkerRequests['learn']['answer'] => {
  const learned = learnFromFiles(files);
  if (!learned.ok) return learned;
  return ok({
    form: learned.value.form,
    doubts: learned.value.doubts,
    sheets: files.map(({ bytes }) => sheetNames(bytes)),
  });
};

export const sheetsOf = ({ files }: WorkerRequests['sheetsOf']['args']): WorkerRequests['sheetsOf']['answer'] =>
  ok(files.map((bytes) => sheetNames(bytes)));

function sheetNames(bytes: Uint8Array): readonly string[] {
  const pkg = openPackage(bytes);
  if (!pkg.ok) return [];
  const names = attempt(() => ok(worksheets(pkg.value).map(({ name }) => name)));
  return names.ok ? names.value : [];
}

const worksheets = (pkg: WorkbookPackage) =>
  openWorkbookParts(pkg, workbookPart(pkg)).sheets.filter(({ isWorksheet, part }) => isWorksheet && part !== '');

/** One sheet of a sample: what the description takes for boxes, and everything else that a person can point at. */
export function teachSheet(args: WorkerRequests['teachSheet']['args']): WorkerRequests['teachSheet']['answer'] {
  const pkg = openPackage(args.bytes);
  return pkg.ok ? attempt(() => taughtSheet(pkg.value, args)) : pkg;
}

function taughtSheet(
  pkg: WorkbookPackage,
  { form, sheet: name, language, date, time }: WorkerRequests['teachSheet']['args'],
): Result<TaughtSheet, Failure> {
  const location = worksheets(pkg).find((one) => one.name === name);
  if (location === undefined) return err({ kind: 'not-found', reason: 'file' });
  const read = readAny(pkg, compileForm(form));
  const own = read.ok ? fieldsOn(read.value, name) : new Map<string, AnyField>();
  const known = read.ok ? read.value.sheets.find((one) => one.name === name) : undefined;
  const item = read.ok
    ? read.value.items.find(({ fields }) => [...fields.values()].some((field) => field.sheet === name))
    : undefined;
  const grid = [...sheetGrids(pkg, 0)].find((one) => one.name === name);
  const cells = taughtCells(grid?.cells ?? [], own);
  const pages = paperOf(pkg, location.part, name, cells, date, time);
  if (!pages.ok) return pages;
  return ok({
    sheet: name,
    role: known?.role ?? 'other',
    ...(item === undefined ? {} : { edition: item.edition }),
    cells,
    pages: pages.value,
    warnings: read.ok
      ? read.value.warnings.filter((one) => one.sheet === name).map((one) => sentence(one, language))
      : [sentence(read.failure, language)],
  });
}

/** The boxes on a sheet by their cell; of a list those of its first item. */
function fieldsOn({ items }: OpenedAny, sheet: string): ReadonlyMap<string, AnyField> {
  const fields = new Map<string, AnyField>();
  let row: number | undefined;
  for (const item of items)
    for (const field of item.fields.values()) {
      if (field.sheet !== sheet) continue;
      if (item.row !== undefined) {
        const own = Number(field.cell.replace(/^[A-Z]+/, ''));
        row ??= own;
        if (own !== row) continue;
      }
      if (!fields.has(field.cell)) fields.set(field.cell, field);
    }
  return fields;
}

function taughtCells(grid: readonly GridCell[], fields: ReadonlyMap<string, AnyField>): readonly TaughtCell[] {
  const cells = grid.flatMap((one): readonly TaughtCell[] => {
    const cell = formatAddress(one.row, one.column);
    const area = formatArea({ top: one.row, left: one.column, bottom: one.bottom, right: one.right });
    const field = fields.get(cell);
    if (field !== undefined)
      return [
        {
          cell,
          area,
          text: one.text,
          what: 'box',
          path: field.path,
          name: factsName(field),
          traits: field.traits,
        },
      ];
    if (one.text.trim() !== '') return [{ cell, area, text: one.text, what: 'label' }];
    return one.lines >= 3 || one.unlocked ? [{ cell, area, text: '', what: 'empty' }] : [];
  });
  const known = new Set(cells.map(({ cell }) => cell));
  // A box without ink of its own is no cell of the grid that shows one.
  for (const [cell, field] of fields)
    if (!known.has(cell))
      cells.push({
        cell,
        area: field.area,
        text: field.text,
        what: 'box',
        path: field.path,
        name: factsName(field),
        traits: field.traits,
      });
  return cells.slice(0, mostCells);
}

/** The sheet's paper, with every cell that can be pointed at as a box. */
function paperOf(
  pkg: WorkbookPackage,
  part: string,
  sheet: string,
  cells: readonly TaughtCell[],
  date: string,
  time: string,
) {
  const fields = Object.fromEntries(
    cells.map(({ cell, area, text }): [string, SheetField] => [
      cell,
      { path: cell, cell, area, text, raw: text === '' ? { kind: 'blank' } : { kind: 'text', text } },
    ]),
  );
  const item: ItemSheet = {
    key: part,
    sheet,
    hidden: false,
    no: '',
    years: [],
    sections: [],
    rows: {},
    fields,
  };
  const job = preparePrint(pkg, { file: '', items: [item], policy: 'grow', date, time, boxes: true });
  if (!job.ok) return job;
  return ok([...job.value.sheets()].flatMap((one) => one.pages).slice(0, mostPages));
}

/** Reads the samples by the description, checks them, and reads copies in which somebody has moved and rewritten things. */
async function prove(
  { files, form, language }: PartRequests['prove']['args'],
  emit: Emit<PartRequests['prove']['part']>,
): Promise<PartRequests['prove']['answer']> {
  const compiled = compileForm(form);
  const total = files.length + disturbances;
  const opened: OpenedAny[] = [];
  const findings: Proof['findings'][number][] = [];
  const items: Proof['items'][number][] = [];
  const fields = new Map<string, Proof['fields'][number]>();
  for (const [i, { name, bytes }] of files.entries()) {
    await emit({ done: i, total });
    const pkg = openPackage(bytes);
    const read = pkg.ok ? attempt(() => readAny(pkg.value, compiled)) : pkg;
    if (!read.ok) {
      const text = sentence({ ...read.failure, file: name }, language);
      findings.push({ file: name, sheet: '', item: '', kind: 'unfit', cells: [], text });
      continue;
    }
    opened.push(read.value);
    findings.push(...checkAny(read.value, form.editions, checkWords(language)).map((one) => ({ file: name, ...one })));
    for (const item of read.value.items) {
      for (const field of item.fields.values())
        if (!fields.has(field.path))
          fields.set(field.path, {
            path: field.path,
            name: factsName(field),
            kind: field.traits.kind ?? 'text',
            at: { file: name, sheet: field.sheet, cell: field.cell },
          });
      items.push({
        file: name,
        sheet: item.sheet,
        no: item.no,
        title: item.title,
        found: [...item.fields.keys()],
        filled: [...item.fields.values()].flatMap(({ path, text }) => (text.trim() === '' ? [] : [path])),
      });
    }
  }
  const disturbed = { tried: 0, same: 0, asked: 0, wrong: 0 };
  const examples: string[] = [];
  for (let i = 0; i < disturbances && opened.length > 0; i += 1) {
    await emit({ done: files.length + i, total });
    tryDisturbed(compiled, opened[i % opened.length] as OpenedAny, i, disturbed, examples, (failure) =>
      sentence(failure, language),
    );
  }
  return ok({ items, fields: [...fields.values()], findings, disturbed, examples: examples.slice(0, 10) });
}

export const performTeach = { prove };
