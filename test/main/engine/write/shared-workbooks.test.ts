import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { SheetField } from '../../../../src-shared/domain/item.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { pythonWithOpenpyxl, runPython } from '../../../helpers/run-python.ts';

const root = join(process.env['KOHYO_SHARED'] ?? '', 'workbooks');
const files =
  process.env['KOHYO_SHARED'] !== undefined && existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (name) =>
          existsSync(join(root, name.replace('.xlsx', '.truth.json'))) &&
          name.endsWith('.xlsx') &&
          !name.includes('large'),
      )
    : [];
const skipped = files.length === 0 ? ' (skipped: KOHYO_SHARED names no folder of them)' : '';

function open(bytes: Uint8Array): OpenedWorkbook {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

const texts = (opened: OpenedWorkbook): Readonly<Record<string, string>> =>
  Object.fromEntries(
    opened.items.flatMap((item) =>
      Object.values(item.fields).flatMap((field) => (field ? [[`${item.key} ${field.path}`, field.text]] : [])),
    ),
  );

/** Text that the cell takes as text or, where it holds a number, shows again as it was typed. */
const changed = (field: SheetField): string => `${field.text}\n・追記 𠮷 & <x>`;

describe.skipIf(files.length === 0)(`development workbooks${skipped}`, () => {
  it.each(files.length === 0 ? [''] : files)(
    '%s: all fields of all items changed at once read back, and changed back are as before',
    (name) => {
      const opened = open(readFileSync(join(root, name)));
      const edits = opened.items.flatMap((item) =>
        Object.values(item.fields).flatMap((field) =>
          field ? [{ item: item.key, path: field.path, text: changed(field) }] : [],
        ),
      );
      const patched = patchWorkbook(opened, edits, { unlock: true });
      if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
      const again = open(patched.value.bytes);
      expect(texts(again)).toEqual(Object.fromEntries(edits.map(({ item, path, text }) => [`${item} ${path}`, text])));
      const old = texts(opened);
      const back = patchWorkbook(
        again,
        edits.map(({ item, path }) => ({ item, path, text: old[`${item} ${path}`] ?? '' })),
        { unlock: true },
      );
      if (!back.ok) throw new Error(JSON.stringify(back.failure));
      expect(texts(open(back.value.bytes))).toEqual(old);
    },
  );

  // openpyxl 3.0 reads no strict workbooks.
  const readable = files.filter((name) => !name.includes('strict'));
  const python = pythonWithOpenpyxl === undefined ? ' (skipped: not installed)' : '';
  it.skipIf(python !== '').each(readable.length === 0 ? [''] : readable)(
    `%s: openpyxl sees the new title and nothing else new${python}`,
    (name) => {
      const before = readFileSync(join(root, name));
      const opened = open(before);
      const item = opened.items[0];
      const field = item?.fields['title' as FieldPath];
      if (item === undefined || field === undefined) throw new Error('no title');
      const patched = patchWorkbook(opened, [{ item: item.key, path: 'title', text: '改めた題名\n𠮷 & <x>' }], {
        unlock: true,
      });
      if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
      const folder = mkdtempSync(join(tmpdir(), 'kohyo-python-'));
      try {
        const [old, now] = [join(folder, 'old.xlsx'), join(folder, 'new.xlsx')];
        writeFileSync(old, before);
        writeFileSync(now, patched.value.bytes);
        expect(runPython(differing, [old, now])).toEqual([[item.sheet, field.cell, '改めた題名\n𠮷 & <x>']]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

const differing = `
import json, sys, warnings, openpyxl
warnings.simplefilter('ignore')
old, new = (openpyxl.load_workbook(path) for path in sys.argv[1:])
found = []
for sheet in old.worksheets:
    a, b = ({c.coordinate: (c.value, c.number_format, c.font.sz, c.alignment.wrap_text) for row in s.iter_rows() for c in row} for s in (sheet, new[sheet.title]))
    found += [[sheet.title, at, b.get(at, [None])[0]] for at in sorted(set(a) | set(b)) if a.get(at) != b.get(at)]
print(json.dumps(found))
`;
