import { describe, expect, test } from 'vitest';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

describe('an entry whose box the form lacks', () => {
  test('stays a draft through opening, saving and another start, and is told', async () => {
    const place = folder();
    const first = await deskOver(place);
    const shown = await view(first.documents, first.file);
    await type(first.documents, shown, 'purpose', '書き直した目的');
    // As another version of the program, or of the form, has left it.
    await first.journal.append({
      kind: 'edit',
      document: shown.id,
      item: shown.items[0]?.key ?? '',
      field: 'review.2.意見',
      base: '',
      text: 'どこにもない欄の文',
      source: 'typing',
      by: '',
      file: '台帳.xlsx',
    });
    await first.journal.close();

    const second = await deskOver(place, { fresh: false });
    const again = await view(second.documents, second.file);
    const lost = { path: 'review.2.意見', text: 'どこにもない欄の文' };
    expect(again.drafts).toContainEqual(expect.objectContaining(lost));
    expect(again.warnings).toContainEqual(expect.objectContaining({ kind: 'draft-homeless' }));
    expect(await second.documents.save(again.id)).toMatchObject({ ok: true });
    expect(onDisk(second.file, 'purpose')).toBe('書き直した目的');
    expect(second.journal.draftsOf(again.id)).toMatchObject([lost]);
    await second.journal.close();

    const third = await deskOver(place, { fresh: false });
    expect((await view(third.documents, third.file)).drafts).toMatchObject([lost]);
    await third.journal.close();
  });
});
