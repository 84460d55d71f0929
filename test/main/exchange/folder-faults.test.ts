import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixVersion, listFixedVersions } from '../../../src-main/exchange/folder/fixed-versions.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import type { LogRecord } from '../../../src-main/exchange/core/records.ts';
import type { Snapshot } from '../../../src-main/exchange/core/snapshot.ts';
import type { FileSystem } from '../../../src-main/files/file-system.ts';
import { isTemporaryName } from '../../../src-main/files/write-atomically.ts';
import { sha256 } from '../../../src-main/files/read-file.ts';
import { faultyFileSystem, type Fault } from '../files/faulty-file-system.ts';

const undone = (id: string): LogRecord => ({ kind: 'undone', id, at: '2026-04-01T00:00:00Z', collected: 'x' });
const base: Snapshot = { version: 1, exportId: 'e1', items: [] };
const workbook = Buffer.from('not looked at');
const returned = Buffer.from('returned');

/** What the program was told to be done. */
interface Told {
  readonly records: string[];
  base: boolean;
  returned: boolean;
  version: boolean;
}

/** A collecting's writes in their order; a refusal stops it, as it stops the program. */
async function collectOnce(path: string, port: FileSystem, told: Told): Promise<void> {
  const folder = await PlanFolder.open(path, port);
  if (!folder.ok) return;
  await folder.value.enter('合併課');
  for (const id of ['a', 'b']) {
    if (!(await folder.value.append([undone(id)])).ok) return;
    told.records.push(id);
  }
  told.base = (await folder.value.archiveBase('e1', base, workbook)).ok;
  told.returned = (await folder.value.archiveReturned(sha256(returned), returned)).ok;
  await folder.value.noteReturned(sha256(returned), { name: '戻り.xlsx', at: '' });
  await folder.value.notePlan([]);
  told.version = (await fixVersion(path, { name: '会議版', at: new Date(0) }, workbook, port)).ok;
  await folder.value.leave();
}

/** What is not as it was told, read by the real file system. */
async function untruths(path: string, told: Told): Promise<readonly string[]> {
  const folder = await PlanFolder.open(path);
  if (!folder.ok) return [`does not open: ${folder.failure.kind}`];
  const memory = await folder.value.memory();
  if (!memory.ok) return [`cannot be read: ${memory.failure.kind}`];
  const known = memory.value.records.map((record) => record.id);
  const lost = told.records.filter((id) => !known.includes(id)).map((id) => `record ${id} is gone`);
  // The next line is written behind a torn one, and both are told apart.
  const goesOn = await folder.value.append([undone('later')]);
  const after = await folder.value.memory();
  return [
    ...lost,
    ...(told.base && !memory.value.bases.has('e1') ? ['the base is gone'] : []),
    ...(told.base && (await folder.value.baseWorkbook('e1')) === undefined ? ['its workbook is gone'] : []),
    ...(told.returned && (await folder.value.returnedFile(sha256(returned))) === undefined ? ['the file is gone'] : []),
    ...(told.version && (await listFixedVersions([path])).length !== 1 ? ['the version is gone'] : []),
    ...(goesOn.ok && after.ok && after.value.records.some(({ id }) => id === 'later') ? [] : ['does not go on']),
  ];
}

test('whichever call of the plan folder is refused, what was told to be done is there, and the folder goes on', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kohyo-folder-faults-'));
  const run = async (name: string, at: number, fault: Fault, lasting: boolean) => {
    const path = join(home, name);
    const port = faultyFileSystem({ at, fault, lasting });
    const told: Told = { records: [], base: false, returned: false, version: false };
    await collectOnce(path, port, told);
    return { path, port, told };
  };
  try {
    const whole = await run('whole', -1, 'EIO', false);
    expect(whole.told).toEqual({ records: ['a', 'b'], base: true, returned: true, version: true });
    const names = whole.port.calls;
    // Every way of writing goes through the port: else this test would see nothing of it.
    for (const name of ['makeFolder', 'open', 'write', 'sync', 'rename', 'unlink', 'syncFolder'])
      expect(names).toContain(name);
    const wrong: string[] = [];
    let runs = 0;
    let refused = 0;
    for (let at = 0; at < names.length; at++)
      for (const fault of ['short', 'ENOSPC', 'EACCES'] as const)
        for (const lasting of [false, true]) {
          // A device that takes half of each write is the same as one that does it once.
          if (fault === 'short' && lasting) continue;
          const { path, port, told } = await run(`${at}-${fault}-${String(lasting)}`, at, fault, lasting);
          runs++;
          if (!told.version) refused++;
          const left = (existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : []).filter(
            (one) => isTemporaryName(one.split(/[\\/]/u).at(-1) ?? ''),
          );
          // Where removing is refused too, the next start a day later removes what is left.
          if (left.length > 0 && port.calls[at] !== 'unlink') wrong.push(`${names[at]} ${fault}: ${left.join()} stays`);
          wrong.push(
            ...(await untruths(path, told)).map((one) => `${at} ${names[at]} ${fault} ${String(lasting)}: ${one}`),
          );
        }
    expect(wrong).toEqual([]);
    expect(runs).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(50);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 300_000);
