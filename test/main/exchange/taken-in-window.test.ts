import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import * as XLSX from 'xlsx';
import { editsOf } from '../../../src-main/desk/document.ts';
import { calls } from '../../../src-shared/contract/ipc-contract.ts';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { deskOver, view } from '../desk/desk-helpers.ts';
import { opened } from '../journal/journal-helpers.ts';
import { scratchFolders } from '../files/scratch.ts';
import { boxOf, plan } from './city-halls.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';

/**
 * What is taken in through the window goes by the journal of the open workbook and is saved later, perhaps after another start:
 * numbers are numbers in the file then, with the format that they were typed in. Read by SheetJS.
 */
const folder = scratchFolders();
const at: FieldPath = 'indicators.0.2025.actual';

const must = async <T>(result: Promise<Result<T, Failure>>): Promise<T> => {
  const done = await result;
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
};

/** The window's exchange over a plan in a folder. */
async function office() {
  const home = folder();
  writeFileSync(join(home, '台帳.xlsx'), plan);
  const { documents, journal, file } = await deskOver(home, { fresh: false });
  const shown = await view(documents, file);
  const desk = new ExchangeDesk({
    document: (id) => {
      const found = documents.get(id);
      const drafts = editsOf(journal.draftsOf(id));
      return found && { path: found.path, bytes: found.bytes, items: found.contents.items, drafts };
    },
    work: async (name, args) => structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args))),
    partWork: partWorkInPlace,
    journal: (id, edits) => documents.acceptMerged(id, edits),
    person: () => '',
    now: () => new Date(),
  });
  mkdirSync(join(home, 'out'));
  const keys = shown.items.map(({ key }) => key);
  const sent = await must(
    desk.distribute(shown.id, { by: 'lead', parcels: [{ section: '企画第1課', items: keys }] }, join(home, 'out')),
  );
  return { home, documents, journal, file, id: shown.id, desk, sent: readFileSync(join(home, 'out', sent.files[0]!)) };
}

const cellIn = (bytes: Uint8Array): XLSX.CellObject | undefined => {
  const { sheet, cell } = boxOf(bytes, '1', at);
  return XLSX.read(bytes, { cellNF: true, cellStyles: true }).Sheets[sheet]?.[cell] as XLSX.CellObject | undefined;
};

describe.skipIf(!hasOpenpyxl)(`taken in by the window${hasOpenpyxl ? '' : ' (skipped: no openpyxl)'}`, () => {
  test.each([
    ['a number', '36', '', { t: 'n', v: 36 }],
    ['a share', '0.36', 'c.number_format = "0%"', { t: 'n', v: 0.36, z: '0%' }],
    ['digits that its format hides', '-3.5', 'c.number_format = "#,##0"', { t: 'n', v: -3.5 }],
    ['a day', 'datetime.date(2026, 4, 1)', 'c.number_format = "m月d日"', { t: 'n', v: 46113, z: 'm月d日' }],
  ])('%s', async (_, value, more, wanted) => {
    const { home, documents, journal, file, id, desk, sent } = await office();
    const { sheet, cell } = boxOf(sent, '1', at);
    const script = `import datetime\nc = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]\nc.value = ${value}\n${more}`;
    writeFileSync(join(home, '回答.xlsx'), throughOpenpyxl(sent, script));
    const before = cellIn(readFileSync(file));
    const review = await must(desk.review(id, [join(home, '回答.xlsx')]));
    expect(await must(desk.takeIn(review.id))).toHaveLength(1);
    // Nothing is asked of what stands there now, and a second look at the same file finds nothing to write.
    const second = await must(desk.review(id, [join(home, '回答.xlsx')]));
    expect({ writes: second.writes, undecided: second.undecided }).toEqual({ writes: 0, undecided: 0 });
    const drafts = journal.draftsOf(id);
    await must(documents.save(id));
    expect(cellIn(readFileSync(file))).toMatchObject(wanted);
    // Another start reads the journal from the disk.
    await journal.close();
    const again = await opened(join(home, 'journal'));
    expect(again.draftsOf(id)).toEqual([]);
    await again.close();
    expect(drafts).toMatchObject([{ path: at, stored: { kind: 'number' } }]);
    expect(before).not.toMatchObject(wanted);
  });

  test('taken back and done again it is the number still; what is no number is refused', async () => {
    const { home, documents, journal, file, id, desk, sent } = await office();
    const { sheet, cell } = boxOf(sent, '1', at);
    const script = `c = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]\nc.value = -3.5\nc.number_format = "#,##0"\n`;
    writeFileSync(join(home, '回答.xlsx'), throughOpenpyxl(sent, script));
    const review = await must(desk.review(id, [join(home, '回答.xlsx')]));
    const [taken] = await must(desk.takeIn(review.id));
    const { item, path, before, after, stored } = taken!;
    if (stored?.kind !== 'number') throw new Error('no number');
    const edit = { document: id, item, path, base: before };
    await must(documents.acceptEdit({ ...edit, text: before, source: 'undo' }));
    const again = { ...edit, text: after, source: 'redo', stored } as const;
    expect(v.parse(calls.acceptEdit.args, [again])).toEqual([again]);
    for (const lexical of ['', '1<', '1</v><f>A1', 'NaN', '=1'])
      expect(v.is(calls.acceptEdit.args, [{ ...again, stored: { ...stored, lexical } }])).toBe(false);
    for (const other of [
      { kind: 'formula', formula: 'A1' },
      { kind: 'runs', runs: [] },
    ])
      expect(v.is(calls.acceptEdit.args, [{ ...again, stored: other }])).toBe(false);
    await must(documents.acceptEdit(again));
    await must(documents.save(id));
    expect(cellIn(readFileSync(file))).toMatchObject({ t: 'n', v: -3.5, z: '#,##0' });
    await journal.close();
  });

  test('after a crash between taking in and saving it is a number still, and undone it is as before', async () => {
    const { home, documents, journal, file, id, desk, sent } = await office();
    const { sheet, cell } = boxOf(sent, '1', at);
    const script = `c = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]\nc.value = 36\n`;
    writeFileSync(join(home, '回答.xlsx'), throughOpenpyxl(sent, script));
    const before = cellIn(readFileSync(file));
    const review = await must(desk.review(id, [join(home, '回答.xlsx')]));
    await must(desk.takeIn(review.id));
    await journal.close();
    const again = await opened(join(home, 'journal'));
    expect(again.draftsOf(id)).toMatchObject([{ text: '36', stored: { kind: 'number', lexical: '36' } }]);
    await again.close();
    const restarted = await deskOver(home, { fresh: false });
    const shown = await view(restarted.documents, file);
    await must(restarted.documents.save(shown.id));
    expect(cellIn(readFileSync(file))).toMatchObject({ t: 'n', v: 36 });
    expect(before?.t).not.toBe('n');
    expect(documents).not.toBe(restarted.documents);
    await restarted.journal.close();
  });
});
