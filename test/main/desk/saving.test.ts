import { chmodSync, cpSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { logTo } from '../../../src-main/files/log.ts';
import { sha256 } from '../../../src-main/files/read-file.ts';
import { listVersions, readVersion } from '../../../src-main/files/version-store.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { faults, faultyFileSystem, type Fault } from '../files/faulty-file-system.ts';
import { scratchFolders } from '../files/scratch.ts';
import { asAfterCrash } from '../journal/journal-helpers.ts';
import { changeElsewhere, deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

/** The soak takes them all. */
const fewFaults: Readonly<Record<'passing' | 'lasting', readonly Fault[]>> = {
  passing: ['short', 'EACCES'],
  lasting: ['ENOSPC'],
};

describe('saving', () => {
  test('puts the drafts into the file, keeps the old file as an ordinary workbook, and leaves no drafts', async () => {
    const { documents, journal, file, versions } = await deskOver(folder());
    const shown = await view(documents, file);
    const before = onDisk(file, 'title');
    await type(documents, shown, 'title', '窓口の改善（改）');
    expect(await documents.save(shown.id)).toMatchObject({ ok: true, value: { name: '台帳.xlsx' } });
    expect(onDisk(file, 'title')).toBe('窓口の改善（改）');
    expect(journal.draftsOf(shown.id)).toEqual([]);
    const listed = await listVersions(versions, shown.id);
    if (!listed.ok) throw new Error('no versions');
    const version = await readVersion(versions, shown.id, listed.value[0]?.id ?? '');
    const old = version.ok ? openWorkbook(version.value) : version;
    expect(old.ok && old.value.items[0]?.fields.title?.text).toBe(before);
    await journal.close();
  });

  test('edits that come while the file is being saved stand on the saved text and are saved next', async () => {
    // Typed when the save has its texts and is making the new file: a moment earlier and it would take this one too.
    let meanwhile = async (): Promise<unknown> => undefined;
    const work: Work = async (name, args) => {
      if (name === 'patch') await meanwhile();
      return perform[name](args);
    };
    const { documents, journal, file } = await deskOver(folder(), { work });
    const shown = await view(documents, file);
    const before = onDisk(file, 'title');
    await type(documents, shown, 'title', '一');
    meanwhile = () => type(documents, shown, 'title', '二', before);
    expect((await documents.save(shown.id)).ok).toBe(true);
    meanwhile = async () => undefined;
    expect(journal.draftsOf(shown.id)).toMatchObject([{ text: '二', base: '一' }]);
    // Sent before the window heard of the save: it names the text that is gone.
    await type(documents, shown, 'title', '三', before);
    expect((await documents.save(shown.id)).ok).toBe(true);
    expect(onDisk(file, 'title')).toBe('三');
    await journal.close();
  });

  test('after a crash at the end of a save nothing is applied twice', async () => {
    const place = folder();
    const { documents, journal, file } = await deskOver(place);
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '保存した題');
    const draft = journal.draftsOf(shown.id)[0];
    if (draft === undefined) throw new Error('no draft');
    const patched = folder();
    await documents.save(shown.id, join(patched, 'new.xlsx'));
    await journal.close();
    // The same save, ended by a power cut right after the rename: announced, in place, never noted.
    const crashed = folder();
    const second = await deskOver(crashed);
    const again = await view(second.documents, second.file);
    await type(second.documents, again, 'title', '保存した題');
    const bytes = readFileSync(join(patched, 'new.xlsx'));
    await second.journal.markSaving(again.id, {
      path: second.file,
      sha256: sha256(bytes),
      upTo: second.journal.lastSeq,
      temporary: '.kohyo-0123456789abcdef.tmp',
      texts: [{ item: draft.item, field: 'title', text: '保存した題' }],
    });
    writeFileSync(second.file, bytes);
    writeFileSync(join(crashed, '.kohyo-0123456789abcdef.tmp'), 'half');
    const restored = asAfterCrash(join(crashed, 'journal'), join(crashed, 'copy'));
    await second.journal.close();
    rmSync(join(crashed, 'journal'), { recursive: true });
    cpSync(restored, join(crashed, 'journal'), { recursive: true });
    const third = await deskOver(crashed, { fresh: false });
    const opened = await view(third.documents, third.file);
    expect(opened.id).toBe(again.id);
    expect(opened.drafts).toEqual([]);
    expect(opened.items[0]?.fields.title?.text).toBe('保存した題');
    expect(readdirSync(crashed)).not.toContain('.kohyo-0123456789abcdef.tmp');
    await third.journal.close();
  });
});

describe('a file that others have changed meanwhile', () => {
  test('in another field: refused once with the differences, then saved with both texts', async () => {
    const { documents, journal, file } = await deskOver(folder());
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '自分の題');
    changeElsewhere(file, 'purpose', '他課の目的');
    expect(await documents.save(shown.id)).toMatchObject({
      ok: false,
      failure: { kind: 'changed-on-disk', reason: 'meanwhile' },
    });
    expect(onDisk(file, 'title')).not.toBe('自分の題');
    const again = documents.views()[0];
    expect(again?.diskChanges).toMatchObject([{ path: 'purpose', after: '他課の目的' }]);
    expect(again?.items[0]?.fields.purpose?.text).toBe('他課の目的');
    expect((await documents.save(shown.id)).ok).toBe(true);
    expect([onDisk(file, 'title'), onDisk(file, 'purpose')]).toEqual(['自分の題', '他課の目的']);
    expect(documents.views()[0]?.diskChanges).toEqual([]);
    await journal.close();
  });

  test('in the same field: not saved until a person has chosen, and whole lines that do not touch are offered merged', async () => {
    const { documents, journal, file } = await deskOver(folder());
    changeElsewhere(file, 'actions', '一行目\n二行目\n三行目\n四行目');
    const shown = await view(documents, file);
    await type(documents, shown, 'actions', '一行目（自分）\n二行目\n三行目\n四行目');
    changeElsewhere(file, 'actions', '一行目\n二行目\n三行目\n四行目（他課）');
    expect(await documents.save(shown.id)).toMatchObject({ failure: { kind: 'changed-on-disk', reason: 'meanwhile' } });
    expect(await documents.save(shown.id)).toMatchObject({
      failure: { kind: 'changed-on-disk', reason: 'conflicts', values: { count: 1 } },
    });
    const [change] = documents.views()[0]?.diskChanges ?? [];
    expect(change).toMatchObject({
      path: 'actions',
      draft: '一行目（自分）\n二行目\n三行目\n四行目',
      after: '一行目\n二行目\n三行目\n四行目（他課）',
      merged: '一行目（自分）\n二行目\n三行目\n四行目（他課）',
    });
    await type(documents, shown, 'actions', change?.merged ?? '', change?.after);
    expect((await documents.save(shown.id)).ok).toBe(true);
    expect(onDisk(file, 'actions')).toBe('一行目（自分）\n二行目\n三行目\n四行目（他課）');
    await journal.close();
  });

  test('between two starts: the draft is back with the text it was made on, and a save asks first', async () => {
    const place = folder();
    const first = await deskOver(place);
    const shown = await view(first.documents, first.file);
    await type(first.documents, shown, 'title', '自分の題');
    await first.journal.close();
    changeElsewhere(first.file, 'title', '他課の題');
    const second = await deskOver(place, { fresh: false });
    const again = await view(second.documents, second.file);
    expect(again.id).toBe(shown.id);
    expect(again.drafts).toMatchObject([{ path: 'title', text: '自分の題', base: shown.items[0]?.fields.title?.text }]);
    expect(await second.documents.save(again.id)).toMatchObject({
      failure: { kind: 'changed-on-disk', reason: 'conflicts' },
    });
    expect(onDisk(first.file, 'title')).toBe('他課の題');
    await second.journal.close();
  });

  test('touched, but the same to the byte: saved without a question', async () => {
    const { documents, journal, file } = await deskOver(folder());
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '題');
    utimesSync(file, new Date(0), new Date(0));
    expect((await documents.save(shown.id)).ok).toBe(true);
    await journal.close();
  });
});

describe('a place that does not take the file', () => {
  test('open in Excel: says who has it, saves when it is free, or under another name', async () => {
    const place = folder();
    const { documents, journal, file } = await deskOver(place);
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '題');
    writeFileSync(join(place, '.~lock.台帳.xlsx#'), '花子,hanako,host,,;');
    const before = readFileSync(file);
    expect(await documents.save(shown.id)).toMatchObject({
      failure: { kind: 'write-failed', reason: 'open-elsewhere', values: { who: '花子' } },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await documents.save(shown.id, join(place, '別名.xlsx'))).ok).toBe(true);
    expect(onDisk(join(place, '別名.xlsx'), 'title')).toBe('題');
    expect(readFileSync(file).equals(before)).toBe(true);
    await journal.close();
  });

  test('read-only, moved away, or its folder gone: the draft stays and the sentence says what', async () => {
    const place = folder();
    const { documents, journal, file } = await deskOver(place);
    const shown = await view(documents, file);
    await type(documents, shown, 'title', '題');
    chmodSync(file, 0o444);
    expect(await documents.save(shown.id)).toMatchObject({ failure: { kind: 'write-failed', reason: 'read-only' } });
    chmodSync(file, 0o644);
    rmSync(file);
    expect(await documents.save(shown.id)).toMatchObject({ failure: { kind: 'not-found', reason: 'file' } });
    expect(await documents.save(shown.id, join(place, 'gone', 'a.xlsx'))).toMatchObject({
      failure: { kind: 'write-failed', reason: 'gone' },
    });
    expect(journal.draftsOf(shown.id)).toHaveLength(1);
    expect((await documents.save(shown.id, join(place, 'rescued.xlsx'))).ok).toBe(true);
    expect(onDisk(join(place, 'rescued.xlsx'), 'title')).toBe('題');
    await journal.close();
  });

  test(
    'every fault at every call: the file is the old or the new workbook, and the text is in the file or a draft',
    { timeout: 600_000 },
    async () => {
      let runs = 0;
      let refused = 0;
      logTo(folder());
      for (const lasting of [false, true]) {
        for (const fault of process.env['KOHYO_CASES'] === undefined
          ? fewFaults[lasting ? 'lasting' : 'passing']
          : faults) {
          for (let at = 0; ; at += 1) {
            const fs = faultyFileSystem({ at, fault, lasting });
            const { documents, journal, file } = await deskOver(folder(), { fs });
            const shown = await documents.open(file);
            if (!shown.ok) {
              refused += 1;
              runs += 1;
              await journal.close();
              continue;
            }
            const before = onDisk(file, 'title');
            await type(documents, shown.value, 'title', '新しい題');
            const saved = await documents.save(shown.value.id);
            const struck = `${fault} at call ${at} (${fs.calls[at]})`;
            const now = onDisk(file, 'title');
            expect([before, '新しい題'], struck).toContain(now);
            if (saved.ok) expect(now, struck).toBe('新しい題');
            else {
              refused += 1;
              expect(journal.draftsOf(shown.value.id), struck).toMatchObject([{ text: '新しい題' }]);
            }
            await journal.close();
            if (at >= fs.calls.length) {
              expect(saved.ok).toBe(true);
              break;
            }
            runs += 1;
          }
        }
      }
      expect(refused).toBeGreaterThan(30);
      console.log(`saving a workbook: ${runs} faults, ${refused} refused, 0 files damaged, 0 texts lost`);
    },
  );
});
