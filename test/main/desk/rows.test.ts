import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

function firstItem(file: string): ItemSheet {
  const workbook = openWorkbook(readFileSync(file));
  const item = workbook.ok ? workbook.value.items[0] : undefined;
  if (item === undefined) throw new Error('damaged');
  return item;
}

describe('a row past the last one', () => {
  test('is a draft like any other, survives the program, and is in the file after saving', async () => {
    const place = folder();
    const first = await deskOver(place);
    const shown = await view(first.documents, first.file);
    const rows = shown.items[0]?.rows['indicators'] ?? 0;
    const path: FieldPath = `indicators.${rows}.name`;
    expect(
      await first.documents.checkNewRow({ document: shown.id, item: shown.items[0]?.key ?? '', block: 'indicators' }),
    ).toEqual({ ok: true, value: undefined });
    await type(first.documents, shown, path, '新しい指標');
    await first.journal.close();

    const { documents, journal, file } = await deskOver(place, { fresh: false });
    const again = await view(documents, file);
    expect(again.drafts).toMatchObject([{ path, base: '', text: '新しい指標' }]);
    expect(again.warnings.filter(({ kind }) => kind === 'draft-homeless')).toEqual([]);
    const saved = await documents.save(again.id);
    expect(saved.ok && saved.value.items[0]?.rows['indicators']).toBe(rows + 1);
    expect(firstItem(file)).toMatchObject({
      rows: { indicators: rows + 1 },
      fields: { [path]: { text: '新しい指標' } },
    });
    expect(journal.draftsOf(again.id)).toEqual([]);
    await journal.close();
  });

  test('is refused where the form has no such year, and far beyond the end', async () => {
    const { documents, journal, file } = await deskOver(folder());
    const shown = await view(documents, file);
    const edit = { document: shown.id, item: shown.items[0]?.key ?? '', base: '', text: 'x' };
    for (const path of ['indicators.2.1999.plan', 'steps.999.current'] as const) {
      expect(await documents.acceptEdit({ ...edit, path })).toMatchObject({
        ok: false,
        failure: { kind: 'unknown-field' },
      });
    }
    await journal.close();
  });
});

describe('a removed row', () => {
  test('goes out of the file with the save; until then taking it back leaves the file as it is', async () => {
    const place = folder();
    const { documents, journal, file } = await deskOver(place);
    const before = await view(documents, file);
    const rows = before.items[0]?.rows['indicators'] ?? 0;
    await type(documents, before, `indicators.${rows}.name`, '二つ目');
    await documents.save(before.id);
    const shown = await view(documents, file);
    const item = shown.items[0];
    const paths = (Object.keys(item?.fields ?? {}) as FieldPath[]).filter((path) =>
      path.startsWith(`indicators.${rows}.`),
    );
    const remove = async (gone: boolean): Promise<void> => {
      for (const [index, path] of paths.entries()) {
        const base = item?.fields[path]?.text ?? '';
        await documents.acceptEdit({
          document: shown.id,
          item: item?.key ?? '',
          path,
          base,
          text: gone ? '' : base,
          ...(gone && index === 0 ? { gone } : {}),
        });
      }
    };
    await remove(true);
    await remove(false);
    expect(journal.draftsOf(shown.id)).toEqual([]);
    await remove(true);
    expect(journal.draftsOf(shown.id)[0]).toMatchObject({ text: '', gone: true });
    await journal.close();

    const restarted = await deskOver(place, { fresh: false });
    const again = await view(restarted.documents, file);
    expect((await restarted.documents.save(again.id)).ok).toBe(true);
    expect(firstItem(file).rows['indicators']).toBe(rows);
    expect(restarted.journal.draftsOf(again.id)).toEqual([]);
    await restarted.journal.close();
  });
});
