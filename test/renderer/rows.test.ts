import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView, installFakeDesk, type FakeDesk } from './fake-desk.ts';

vi.mock('../../src-renderer/db/edits.ts', () => ({
  storeEdits: () => Promise.resolve(),
  knownUpTo: () => Promise.resolve(0),
  takeInDocument: (_document: unknown, journal: { drafts: unknown }) =>
    Promise.resolve({ standing: 'agree', drafts: journal.drafts, readopt: [], raiseTo: 0, warning: undefined }),
  dropSavedDrafts: () => Promise.resolve(),
}));
vi.mock('../../src-renderer/state/go-to.ts', () => ({ goToField: (ref: unknown) => void went.push(ref) }));
const went: unknown[] = [];

const { allStored } = await import('../../src-renderer/editing/accept.ts');
const { editField, redo, undo, undoStacks } = await import('../../src-renderer/editing/edit.ts');
const { addRow, canAddRow, removeRow } = await import('../../src-renderer/editing/rows.ts');
const { takeIn } = await import('../../src-renderer/workspace/documents.ts');
const { itemOf, patchSession, session } = await import('../../src-renderer/state/session.ts');
const { draftCount, textOf } = await import('../../src-renderer/state/texts.ts');

let desk: FakeDesk;
let number = 0;
let item = { document: '', item: 'one' };
const sheet = sheetOf(
  { 'indicators.0.name': '一', 'indicators.1.name': '二', 'indicators.1.2025.plan': '5' },
  { key: 'one', indicatorRows: 2 },
);
const names = (): readonly string[] =>
  Array.from({ length: itemOf(item)?.rows['indicators'] ?? 0 }, (_, row) =>
    textOf({ ...item, path: `indicators.${row}.name` }),
  );

beforeEach(async () => {
  desk = installFakeDesk();
  went.length = 0;
  number += 1;
  item = { document: `doc-${number}`, item: 'one' };
  undoStacks.set({});
  patchSession({ documents: [], openItems: {}, notices: [] });
  await takeIn(documentView([sheet], { id: item.document }));
});

describe('adding a row', () => {
  it('shows an empty one with the cursor in it; text in it is undone and done again', async () => {
    await addRow(item, 'indicators');
    expect(names()).toEqual(['一', '二', '']);
    expect(went).toEqual([{ ...item, path: 'indicators.2.name' }]);
    expect(draftCount(item.document)).toBe(0);
    editField({ ...item, path: 'indicators.2.name' }, '三', 'typing');
    undo(item.document);
    expect(names()).toEqual(['一', '二', '']);
    redo(item.document);
    expect(names()).toEqual(['一', '二', '三']);
    await allStored();
    expect(
      desk.calls.filter(([name]) => name === 'acceptEdit').map(([, [edit]]) => (edit as { text: string }).text),
    ).toEqual(['三', '', '三']);
  });

  it('goes to a free row of the form before it makes one', async () => {
    removeRow(item, 'indicators', 0);
    await takeIn(
      documentView([sheetOf({ 'indicators.0.name': '一' }, { key: 'one', indicatorRows: 3 })], { id: item.document }),
    );
    await addRow(item, 'indicators');
    expect(went).toEqual([{ ...item, path: 'indicators.1.name' }]);
    expect(itemOf(item)?.rows['indicators']).toBe(3);
  });

  it('that the workbook cannot take is said, and the empty row goes', async () => {
    desk.answers.checkNewRow = () => ({
      ok: false,
      failure: { kind: 'structure', reason: 'table', sheet: '1', values: { area: 'A1:B2' } },
    });
    await addRow(item, 'indicators');
    expect(names()).toEqual(['一', '二']);
    expect(session.get().notices[0]).toMatchObject({ content: { failure: { kind: 'structure' } } });
  });

  it('is not offered where the row to copy is locked or missing', async () => {
    expect(canAddRow(item, 'indicators')).toBe(true);
    const locked = Object.fromEntries(Object.keys(sheet.fields).map((path) => [path, { locked: true }]));
    await takeIn(documentView([sheetOf({}, { key: 'one', fields: locked, indicatorRows: 0 })], { id: item.document }));
    expect(canAddRow(item, 'steps')).toBe(false);
    expect(canAddRow(item, 'indicators')).toBe(false);
  });
});

describe('removing a row', () => {
  it('moves the texts below up and takes the last row out, in one step of undo', () => {
    removeRow(item, 'indicators', 0);
    expect(names()).toEqual(['二']);
    expect(textOf({ ...item, path: 'indicators.0.2025.plan' })).toBe('5');
    undo(item.document);
    expect(names()).toEqual(['一', '二']);
    expect(draftCount(item.document)).toBe(0);
    redo(item.document);
    expect(names()).toEqual(['二']);
  });

  it('says that nothing can go where the row is locked, or is the only one and empty', async () => {
    const locked = Object.fromEntries(Object.keys(sheet.fields).map((path) => [path, { locked: true }]));
    await takeIn(documentView([sheetOf({}, { key: 'one', fields: locked, indicatorRows: 2 })], { id: item.document }));
    expect(removeRow(item, 'indicators', 1)).toBe(false);
    await takeIn(documentView([sheetOf({}, { key: 'one', indicatorRows: 1 })], { id: item.document }));
    expect(removeRow(item, 'indicators', 0)).toBe(false);
    expect(undoStacks.get()).toEqual({});
  });

  it('tells the journal that the row goes, even an empty one', async () => {
    removeRow(item, 'indicators', 1);
    await allStored();
    const edits = desk.calls.filter(([name]) => name === 'acceptEdit').map(([, [edit]]) => edit);
    expect(edits).toMatchObject([
      { path: 'indicators.1.name', text: '', gone: true },
      { path: 'indicators.1.2025.plan', text: '' },
    ]);
  });

  it('that was taken out comes back empty by «add a row», as one more step', async () => {
    removeRow(item, 'indicators', 1);
    await addRow(item, 'indicators');
    expect(names()).toEqual(['一', '']);
    undo(item.document);
    expect(names()).toEqual(['一']);
  });

  it('takes out a row that was only added', async () => {
    await addRow(item, 'indicators');
    editField({ ...item, path: 'indicators.2.name' }, '三', 'typing');
    removeRow(item, 'indicators', 2);
    expect(names()).toEqual(['一', '二']);
    undo(item.document);
    expect(names()).toEqual(['一', '二', '三']);
  });

  it("empties a block's only row", () => {
    removeRow(item, 'indicators', 1);
    removeRow(item, 'indicators', 0);
    expect(names()).toEqual(['']);
  });
});
