import fs from 'node:fs';
import path from 'node:path';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../src-main/engine/write/save.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { pythonWithOpenpyxl, runPython } from '../../helpers/run-python.ts';
import { lastingFolder } from './launch.ts';

/** A plan of three items in a folder that is no temporary place. */
export function putPlan(
  name = '行革プラン.xlsx',
  folder = lastingFolder('files'),
): { readonly file: string; readonly bytes: Uint8Array } {
  const file = path.join(folder, name);
  const { bytes } = fixtureWorkbook();
  fs.writeFileSync(file, bytes);
  return { file, bytes };
}

/** The text of a box (named by a text that its cell held before or now) as openpyxl, a program that is not ours, reads it. */
export function cellsHolding(file: string, text: string): readonly string[] {
  if (pythonWithOpenpyxl === undefined) throw new Error('openpyxl is missing: install python3-openpyxl');
  const script = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
found = [f"{sheet.title}!{cell.coordinate}" for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == sys.argv[2]]
print(json.dumps(found))`;
  return runPython(script, [file, text]) as readonly string[];
}

/** Another program's save of one sheet's 改革の目的, as Excel does it meanwhile. */
export function changeElsewhere(file: string, index: number, text: string): void {
  const opened = openWorkbook(fs.readFileSync(file));
  const key = opened.ok ? opened.value.items[index]?.key : undefined;
  const patched =
    opened.ok && key !== undefined
      ? patchWorkbook(opened.value, [{ item: key, path: 'purpose', text }], { unlock: true })
      : undefined;
  if (patched?.ok !== true) throw new Error('the workbook was not changed');
  fs.writeFileSync(file, patched.value.bytes);
}
