import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { captureCli, type CapturedRun } from '../../helpers/captured-cli.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exchanged } from './returned.ts';
import { throughOpenpyxl } from './other-programs.ts';

/** What `collect` reports, as far as these tests look at it. */
export interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly recognisedBy: string;
    readonly items: readonly {
      readonly no: string | null;
      readonly returnedNo: string | null;
      readonly sheet: string;
      readonly status: string;
      readonly fields: readonly Field[];
    }[];
    readonly other: readonly {
      readonly sheet: string;
      readonly kind: string;
      readonly cell?: string;
      readonly base?: string;
      readonly theirs?: string;
    }[];
    readonly warnings: readonly { readonly kind: string; readonly message: string }[];
    readonly problem?: { readonly kind: string; readonly message: string };
  }[];
  readonly notReturned: readonly { readonly section: string; readonly items: readonly string[] }[];
}
interface Field {
  readonly path: string;
  readonly base: string | null;
  readonly mine: string;
  readonly theirs: string;
  readonly result: string;
  readonly outcome: string;
}

/** `KOHYO_BUILT_CLI=dist/cli.js` runs the built program instead of its sources. */
export async function run(...args: readonly string[]): Promise<CapturedRun> {
  const built = process.env['KOHYO_BUILT_CLI'];
  if (built !== undefined) {
    const done = spawnSync(process.execPath, [built, ...args], { encoding: 'utf8' });
    return { status: done.status ?? -1, out: done.stdout, err: done.stderr };
  }
  return captureCli(...args);
}

/** A collecting section's folder: the plan's workbook, what was sent, what came back. */
export class CityHall {
  readonly home = mkdtempSync(join(tmpdir(), 'kohyo-city-hall-'));
  readonly master = join(this.home, '台帳.xlsx');
  readonly sentFolder = join(this.home, '配布');
  readonly inbox = join(this.home, '受信');
  readonly planFolder = join(this.home, '交換');
  readonly outFile = join(this.home, '統合.xlsx');

  constructor(plan: Uint8Array) {
    writeFileSync(this.master, plan);
    mkdirSync(this.inbox);
  }

  close(): void {
    setWritable(this.home, true);
    rmSync(this.home, { recursive: true, force: true });
  }

  async send(...more: readonly string[]): Promise<CapturedRun> {
    return run('distribute', this.master, '--out', this.sentFolder, '--plan-folder', this.planFolder, ...more);
  }

  /** What a section got. */
  sent(section: string): Uint8Array {
    return readFileSync(join(this.sentFolder, `個票_${section}.xlsx`));
  }

  /** Puts something into the inbox; answers its path. */
  receive(name: string, bytes: Uint8Array | string): string {
    const path = join(this.inbox, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }

  async collect(
    paths: readonly string[],
    ...more: readonly string[]
  ): Promise<CapturedRun & { readonly report: Report | undefined; readonly merged: Uint8Array | undefined }> {
    rmSync(this.outFile, { force: true });
    const reportFile = join(this.home, '報告.json');
    rmSync(reportFile, { force: true });
    const ran = await run(
      'collect',
      this.master,
      ...paths,
      '--plan-folder',
      this.planFolder,
      '--out',
      this.outFile,
      '--report',
      reportFile,
      ...more,
    );
    return {
      ...ran,
      report: existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as Report) : undefined,
      merged: existsSync(this.outFile) ? readFileSync(this.outFile) : undefined,
    };
  }
}

/** A plan of three items, a box of it that sections fill in, and what the plan says there of the first item. */
export const plan = fixtureWorkbook({ items: 3 }).bytes;
export const path: FieldPath = 'annual.2025.assessment';
export const untouched = '第1項目は2025年度の計画どおり進んだ。';

/** Gives each test of a file a city hall that has sent the plan out, and takes it away again. */
export function useHall(give: (hall: CityHall) => void): void {
  let hall: CityHall;
  beforeEach(async () => {
    hall = new CityHall(plan);
    give(hall);
    expect((await hall.send()).status).toBe(0);
  });
  afterEach(() => hall.close());
}

/** Where a box lies: sheet and cell, as JSON for a Python script. */
export function boxOf(
  bytes: Uint8Array,
  no: string,
  path: FieldPath,
): { readonly sheet: string; readonly cell: string } {
  const item = exchanged(bytes).opened.items.find((one) => one.no === no);
  const field = item?.fields[path];
  if (item === undefined || field === undefined) throw new Error(`no ${path} in item ${no}`);
  return { sheet: item.sheet, cell: field.cell };
}

/** Types a text (or what Excel makes of it) into a box with openpyxl. */
export function typedInExcel(bytes: Uint8Array, no: string, path: FieldPath, value: string, more = ''): Uint8Array {
  const { sheet, cell } = boxOf(bytes, no, path);
  return throughOpenpyxl(
    bytes,
    `ws = wb[${JSON.stringify(sheet)}]\nc = ws[${JSON.stringify(cell)}]\nc.value = ${JSON.stringify(value)}\n${more}`,
  );
}

/** Inserts sheet rows as Excel does: everything below moves down with its merged areas, and areas around them grow. */
export const insertRowsScript = (at: number, count: number, like: number): string => `
import copy
from openpyxl.worksheet.cell_range import CellRange
at, count, like = ${at}, ${count}, ${like}
areas = [CellRange(r.coord) for r in ws.merged_cells.ranges]
for r in list(ws.merged_cells.ranges): ws.unmerge_cells(r.coord)
heights = {r: ws.row_dimensions[r].height for r in range(1, ws.max_row + 1)}
styles = {c: copy.copy(ws.cell(like, c)._style) for c in range(1, ws.max_column + 1)}
ws.insert_rows(at, count)
for r in sorted(heights, reverse=True):
    if r >= at: ws.row_dimensions[r + count].height = heights[r]
for row in range(at, at + count):
    ws.row_dimensions[row].height = heights.get(like)
    for c, style in styles.items(): ws.cell(row, c)._style = copy.copy(style)
made = []
for a in areas:
    top, bottom = a.min_row, a.max_row
    if top >= at: top, bottom = top + count, bottom + count
    elif bottom >= at: bottom += count
    made.append((top, a.min_col, bottom, a.max_col))
    if a.min_row <= like <= a.max_row and a.max_row == at - 1 and a.min_row < like: pass
    elif a.min_row == like == a.max_row: made.append((at, a.min_col, at, a.max_col))
grown = []
for top, left, bottom, right in made:
    beside = top < like and bottom == at - 1
    grown.append((top, left, bottom + count if beside else bottom, right))
for top, left, bottom, right in grown:
    ws.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
`;
import { setWritable } from '../../helpers/system.ts';
