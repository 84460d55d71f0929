import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { plan, run } from './city-halls.ts';
import { exchanged } from './returned.ts';

/** Several folders could be a renamed plan's: the window hears their names, and the one that a person says is used from then on. */
test('a person says which of several folders is the plan’s', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kohyo-several-'));
  try {
    const file = join(home, '台帳.xlsx');
    writeFileSync(file, plan);
    expect((await run('distribute', file, '--out', join(home, '配布'))).status).toBe(0);
    cpSync(join(home, '台帳.個票交換'), join(home, '台帳 - コピー.個票交換'), { recursive: true });
    const renamed = join(home, '最終版.xlsx');
    copyFileSync(file, renamed);
    rmSync(file);
    const { items } = exchanged(readFileSync(renamed)).opened;
    const desk = new ExchangeDesk({
      document: () => ({ path: renamed, bytes: readFileSync(renamed), items, drafts: [] }),
      work: perform as never,
      partWork: partWorkInPlace,
      journal: async () => ({ ok: true, value: [] }),
      person: () => '',
      now: () => new Date(0),
    });
    const view = async () => {
      const seen = await desk.view('doc');
      if (!seen.ok) throw new Error(JSON.stringify(seen.failure));
      return seen.value;
    };
    const before = await view();
    expect([[...before.several].sort(), before.sections.length]).toEqual([
      ['台帳 - コピー.個票交換', '台帳.個票交換'],
      0,
    ]);
    expect((await desk.useFolder('doc', '別の.個票交換')).ok).toBe(false);
    expect((await desk.useFolder('doc', '台帳.個票交換')).ok).toBe(true);
    const after = await view();
    expect([basename(after.folder), after.several, after.sections.length > 0]).toEqual(['台帳.個票交換', [], true]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
