import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Whether this user may make a network namespace with an interface in it. */
const may =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-n', 'ip', 'link', 'add', 'out0', 'type', 'veth', 'peer', 'name', 'end0']).status === 0;
if (!may)
  console.log(
    'skipped: a session without a network needs the right to make a network namespace (run as root, with iproute2)',
  );

it.skipIf(!may)(
  'a whole session, and a page that tries to get out, send nothing and call nobody',
  { timeout: 180_000 },
  () => {
    const session = spawnSync(
      'unshare',
      ['-n', process.execPath, '--no-warnings', join(import.meta.dirname, 'offline-session.ts')],
      { encoding: 'utf8' },
    );
    expect(session.status, session.stderr).toBe(0);
    const seen = JSON.parse(session.stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
    expect(seen).toMatchObject({ packets: 0, called: 0, attempts: [], logHoldsText: false });
    expect(seen['seenOnPurpose']).toBeGreaterThan(0);
    console.log(
      `session in a network namespace: ${String(seen['packets'])} packets sent, ${String(seen['called'])} calls to listeners`,
    );
  },
);
