import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { captureCli } from '../../helpers/captured-cli.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { hasLinks, onWindows } from '../../helpers/system.ts';

let folder = '';
const at = (name: string): string => path.join(folder, name);
const put = (name: string, bytes: Uint8Array | string): string => {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), bytes);
  return at(name);
};
const plan = fixtureWorkbook({ items: 2 }).bytes;
const other = fixtureWorkbook({ items: 3 }).bytes;
const settings = JSON.stringify({ title: '計画', years: [2026, 2027], items: [{ no: '1', title: '見直し' }] });
const kindOf = (err: string): string => (JSON.parse(err) as { readonly kind: string }).kind;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-outputs-'));
  put('plan.xlsx', plan);
  put('other.xlsx', other);
  put('settings.json', settings);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Every command that writes a workbook, as it is called with OUT last but for options. */
const commands: Readonly<Record<string, (out: string) => readonly string[]>> = {
  set: (out) => ['set', at('plan.xlsx'), '--item', '1', '--field', 'title', '--value', '新', '--out', out],
  new: (out) => ['new', at('settings.json'), '--out', out],
  'roll-over': (out) => ['roll-over', at('plan.xlsx'), '--title', '次', '--years', '2030,2031', '--out', out],
  extract: (out) => ['extract', at('plan.xlsx'), '--items', '1', '--out', out],
  insert: (out) => ['insert', at('plan.xlsx'), '--from', at('other.xlsx'), '--items', '3', '--out', out],
  publish: (out) => ['publish', at('plan.xlsx'), '--out', out],
  print: (out) => ['print', at('plan.xlsx'), '--paper', 'list', '--out', out],
  collect: (out) => ['collect', at('plan.xlsx'), at('other.xlsx'), '--out', out, '--report', at('report.json')],
};
/** What each command reads, by the place where its name stands. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  new: ['settings.json'],
  'roll-over': ['plan.xlsx'],
  extract: ['plan.xlsx'],
  insert: ['plan.xlsx', 'other.xlsx'],
  publish: ['plan.xlsx'],
  print: ['plan.xlsx'],
  collect: ['plan.xlsx', 'other.xlsx'],
};

describe.each(Object.keys(commands))('%s', (name) => {
  const run = (out: string, ...more: readonly string[]) => captureCli(...commands[name]!(out), ...more);

  it('writes a new file, and writes over what it wrote itself', async () => {
    const first = await run(at('out.xlsx'));
    expect([0, 4], first.err).toContain(first.status);
    const again = await run(at('out.xlsx'));
    expect(again.status, again.err).toBe(first.status);
  });

  it('refuses a file that it did not write, and one that was changed since; --overwrite keeps the old one', async () => {
    const mine = put('out.xlsx', other);
    const refused = await run(mine);
    expect([refused.status, kindOf(refused.err), refused.out]).toEqual([3, 'exists', '']);
    expect(fs.readFileSync(mine)).toEqual(Buffer.from(other));
    const forced = await run(mine, '--overwrite');
    expect([0, 4], forced.err).toContain(forced.status);
    const { kept } = JSON.parse(forced.out) as { readonly kept: string };
    expect(fs.readFileSync(kept)).toEqual(Buffer.from(other));
    fs.appendFileSync(mine, 'x');
    expect(kindOf((await run(mine)).err)).toBe('exists');
  });

  it('refuses what somebody has open, in Excel or in LibreOffice', async () => {
    // On Windows Excel's own file counts while Excel holds it, which no test can.
    for (const lock of [...(onWindows ? [] : ['~$out.xlsx']), '.~lock.out.xlsx#']) {
      const mine = put('out.xlsx', other);
      put(lock, ',somebody,pc,');
      const refused = await run(mine, '--overwrite');
      expect([refused.status, kindOf(refused.err)]).toEqual([3, 'write-failed']);
      expect(fs.readFileSync(mine)).toEqual(Buffer.from(other));
      fs.rmSync(at(lock));
    }
  });

  it('never takes an input, by whatever way it is named, nor the plan of another exchange', async () => {
    for (const input of inputs[name] ?? []) {
      const before = fs.readFileSync(at(input));
      if (hasLinks) fs.symlinkSync(at(input), at('link.xlsx'));
      else fs.linkSync(at(input), at('link.xlsx'));
      fs.linkSync(at(input), at('hard.xlsx'));
      for (const way of [at(input), path.join(folder, '.', 'x', '..', input), at('link.xlsx'), at('hard.xlsx')]) {
        expect((await run(way, '--overwrite')).status, way).toBe(2);
      }
      fs.rmSync(at('link.xlsx'));
      fs.rmSync(at('hard.xlsx'));
      expect(fs.readFileSync(at(input))).toEqual(before);
    }
    fs.mkdirSync(at('台帳.個票交換'));
    put('台帳.xlsx', other);
    expect((await run(at('台帳.xlsx'), '--overwrite')).status).toBe(2);
    expect(fs.readFileSync(at('台帳.xlsx'))).toEqual(Buffer.from(other));
  });
});

test('set in place keeps the old file, and refuses while somebody has it open', async () => {
  const set = ['set', at('plan.xlsx'), '--item', '1', '--field', 'title', '--value'];
  put('.~lock.plan.xlsx#', ',花子,pc,');
  const refused = await captureCli(...set, '新');
  expect([refused.status, JSON.parse(refused.err)]).toMatchObject([3, { kind: 'write-failed' }]);
  expect(refused.err).toContain('花子');
  expect(fs.readFileSync(at('plan.xlsx'))).toEqual(Buffer.from(plan));
  fs.rmSync(at('.~lock.plan.xlsx#'));
  for (const more of [[], ['--out', at('plan.xlsx')]]) {
    const before = fs.readFileSync(at('plan.xlsx'));
    const done = await captureCli(...set, `新${more.length}`, ...more);
    expect(done.status, done.err).toBe(0);
    expect(fs.readFileSync((JSON.parse(done.out) as { readonly kept: string }).kept)).toEqual(before);
  }
  // One changed box makes no file the program's own.
  const over = await captureCli('publish', at('other.xlsx'), '--out', at('plan.xlsx'));
  expect([over.status, kindOf(over.err)]).toEqual([3, 'exists']);
});

describe('reports', () => {
  const collect = (report: string, ...more: readonly string[]) =>
    captureCli('collect', at('plan.xlsx'), at('other.xlsx'), '--out', at('out.xlsx'), '--report', report, ...more);

  it('takes the place of a report, and of nothing else', async () => {
    put('r.json', '\ufeff {"old": 1}');
    expect((await collect(at('r.json'))).status).not.toBe(3);
    for (const [name, text] of [
      ['r.docx', 'PK\u0003\u0004'],
      ['r.txt', 'notes'],
      ['r.xlsx', '{}'],
    ] as const) {
      put(name, text);
      expect(kindOf((await collect(at(name))).err)).toBe('exists');
      expect(fs.readFileSync(at(name), 'utf8')).toBe(text);
    }
  });

  it('is wrong usage where it is OUT, the plan, or a returned file', async () => {
    for (const report of ['out.xlsx', 'plan.xlsx', 'other.xlsx'])
      expect((await collect(at(report), '--overwrite')).status).toBe(2);
  });

  it('that cannot be written leaves no output, and no line in the log', async () => {
    fs.mkdirSync(at('folder'));
    for (const report of [at('nowhere/r.json'), at('folder')]) {
      const refused = await collect(report, '--plan-folder', at('exchange'));
      expect([refused.status, kindOf(refused.err)]).toEqual([3, 'write-failed']);
      expect(fs.existsSync(at('out.xlsx'))).toBe(false);
      expect(fs.existsSync(at('exchange'))).toBe(false);
    }
  });

  it('a workbook in a folder of returned files is one of them', async () => {
    put('in/back.xlsx', other);
    const args = ['collect', at('plan.xlsx'), at('in'), '--report', at('r.json'), '--overwrite', '--out'];
    expect((await captureCli(...args, at('in/back.xlsx'))).status).toBe(2);
    expect(fs.readFileSync(at('in/back.xlsx'))).toEqual(Buffer.from(other));
  });
});
