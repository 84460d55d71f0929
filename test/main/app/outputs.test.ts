import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOutputs } from '../../../src-main/app/outputs.ts';
import { writeFileAtomically } from '../../../src-main/files/write-atomically.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { nodeFileSystem } from '../../../src-main/files/file-system.ts';

test('what the window writes is noted; a disk that does not confirm it is told, a refused one is a failure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-outputs-'));
  try {
    const refusing = (code: string, call: 'syncFolder' | 'rename') =>
      makeOutputs((file, bytes) =>
        writeFileAtomically(file, bytes, {
          fs: {
            ...nodeFileSystem,
            pause: async () => undefined,
            [call]: async () => Promise.reject(Object.assign(new Error(code), { code })),
          },
        }),
      );
    const file = join(folder, '一覧.pdf');
    const fair = await makeOutputs().write(file, Buffer.from('%PDF'));
    expect(fair).toMatchObject({ ok: true, value: { name: '一覧.pdf', opens: true } });
    expect(fair.ok && fair.value.warnings).toBeUndefined();
    const outputs = refusing('EIO', 'syncFolder');
    const unsure = await outputs.write(file, Buffer.from('%PDF-1.7'));
    const warnings = unsure.ok ? (unsure.value.warnings ?? []) : [];
    expect(warnings.map(({ kind, reason }) => [kind, reason])).toEqual([['place', 'unsynced']]);
    expect(sentence(warnings[0]!, 'ja')).toContain('EIO');
    expect(unsure.ok && outputs.pathOf(unsure.value.id)).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
    expect(await refusing('ENOSPC', 'rename').write(file, Buffer.from('%'))).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed', reason: 'disk-full' },
    });
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
