import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { StoredValues } from '../../../../src-main/engine/write/formulas/stored-values.ts';
import { listSheets } from '../../../../src-main/engine/book/workbook-sheets.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { convert, convertAll, libreOffice } from '../../../helpers/libreoffice.ts';
import { pythonWithOpenpyxl, runPython } from '../../../helpers/run-python.ts';

const newText = '・一つ目　𠮷\n・二つ目 & <三>\n =1+1 _x0041_';

function open(bytes: Uint8Array): OpenedWorkbook {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

/** A workbook with rich text, drawings, notes and roll-up, and itself with one field of its first item changed. */
function patched() {
  const before = fixtureWorkbook({ items: 2, picture: true, conditionalFormats: true, pageBreaks: true }).bytes;
  const opened = open(before);
  const item = opened.items[0];
  const field = item?.fields.actions;
  if (item === undefined || field === undefined) throw new Error('no field');
  const result = patchWorkbook(opened, [
    { item: item.key, path: 'actions', text: newText },
    { item: item.key, path: 'title', text: '改めた項目' },
  ]);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return {
    before,
    after: result.value.bytes,
    sheet: item.sheet,
    cell: field.cell,
    titleCell: item.fields.title?.cell ?? '',
  };
}

/** Every cell's value, and the counts of what else openpyxl sees. */
const dump = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
out = {}
for sheet in book.worksheets:
    cells = {c.coordinate: str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None}
    styles = {c.coordinate: [c.font.sz, c.font.name, c.fill.fgColor.rgb, c.number_format] for row in sheet.iter_rows() for c in row if c.has_style}
    out[sheet.title] = {'cells': cells, 'styles': str(styles), 'merges': sorted(map(str, sheet.merged_cells.ranges)),
        'heights': {str(k): v.height for k, v in sheet.row_dimensions.items()}, 'images': len(sheet._images),
        'validations': len(sheet.data_validations.dataValidation)}
print(json.dumps(out))
`;

describe.skipIf(pythonWithOpenpyxl === undefined)(
  `openpyxl${pythonWithOpenpyxl === undefined ? ' (skipped: not installed)' : ''}`,
  () => {
    it('reads the patched workbook with the new value and all else the same', () => {
      const { before, after, sheet, cell, titleCell } = patched();
      const folder = mkdtempSync(join(tmpdir(), 'kohyo-python-'));
      try {
        type Dump = Record<string, { cells: Record<string, string> }>;
        const [old, now] = [before, after].map((bytes, n) => {
          const file = join(folder, `${n}.xlsx`);
          writeFileSync(file, bytes);
          return runPython(dump, [file]) as Dump;
        });
        if (old === undefined || now === undefined) throw new Error('nothing read');
        // openpyxl 3.0 does not decode `_x005F_`.
        expect(now[sheet]?.cells[cell]?.replace('_x005F_', '_')).toBe(newText);
        expect(now[sheet]?.cells[titleCell]).toBe('改めた項目');
        for (const dumped of [old, now]) {
          delete dumped[sheet]?.cells[cell];
          delete dumped[sheet]?.cells[titleCell];
        }
        expect(now).toEqual(old);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);

describe.skipIf(libreOffice === undefined)(
  `LibreOffice${libreOffice === undefined ? ' (skipped: not installed)' : ''}`,
  () => {
    it('opens the patched workbook with the new values, roll-up included, and saves it', { timeout: 400_000 }, () => {
      const { after, sheet } = patched();
      const again = open(convert(after, 'xlsx'));
      const item = again.items.find((one) => one.sheet === sheet);
      expect(item?.fields.actions?.text).toBe(newText);
      expect(item?.fields.title?.text).toBe('改めた項目');
      const rollUp = listSheets(again.package).sheets.find((one) => one.name === '一覧表')?.part ?? '';
      expect(new StoredValues(again.package).get(rollUp, 4, 4)).toEqual({ kind: 'text', text: '改めた項目' });
    });

    it('makes a PDF with as many pages as before', { timeout: 400_000 }, () => {
      const { before, after } = patched();
      const [old, now] = convertAll([before, after], 'pdf').map(
        (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
      );
      expect(now).toBe(old);
      expect(now).toBeGreaterThan(1);
    });
  },
);
