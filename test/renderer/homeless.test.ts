import { expect, it } from 'vitest';
import { homelessTexts } from '../../src-renderer/state/homeless.ts';
import { session } from '../../src-renderer/state/session.ts';
import { loadDrafts } from '../../src-renderer/state/texts.ts';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView } from './fake-desk.ts';

it('entries without a box are shown with the sheet, those of a sheet that is gone with every sheet; others are none', () => {
  const items = [sheetOf({ no: '1', title: '窓口' }, { key: 'a' }), sheetOf({ no: '2' }, { key: 'b' })];
  const view = documentView(items);
  session.update((now) => ({ ...now, documents: [{ ...view, fileItems: items }], active: view.id }));
  const draft = (item: string, path: string, text: string, seq: number) =>
    ({ document: view.id, item, path, base: '', text, seq, at: '2026-04-01T00:00:00Z' }) as never;
  loadDrafts(view.id, [
    draft('a', 'title', '窓口の改革', 1),
    draft('a', 'review.2.意見', '行き先がない', 2),
    draft('gone', 'title', '消えたシート', 3),
  ]);
  expect(homelessTexts({ document: view.id, item: 'a' })).toEqual([
    { item: 'a', path: 'review.2.意見', text: '行き先がない' },
    { item: 'gone', path: 'title', text: '消えたシート' },
  ]);
  expect(homelessTexts({ document: view.id, item: 'b' })).toEqual([
    { item: 'gone', path: 'title', text: '消えたシート' },
  ]);
});
