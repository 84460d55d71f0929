import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { captureCli } from '../../helpers/captured-cli.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { edited, textOf } from './returned.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-collect-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly recognisedBy: string;
    readonly items: readonly {
      readonly no: string | null;
      readonly returnedNo: string | null;
      readonly sheet: string;
      readonly status: string;
      readonly fields: readonly {
        readonly path: string;
        readonly base: string | null;
        readonly mine: string;
        readonly theirs: string;
        readonly result: string;
        readonly outcome: string;
      }[];
    }[];
    readonly other: readonly unknown[];
    readonly warnings: readonly { readonly kind: string }[];
  }[];
  readonly notReturned: readonly { readonly section: string; readonly items: readonly string[] }[];
}

const report = (): Report => JSON.parse(readFileSync(join(home, 'report.json'), 'utf8')) as Report;

async function collect(master: string, returned: readonly string[], ...more: readonly string[]): Promise<number> {
  const { status, err } = await captureCli(
    'collect',
    master,
    ...returned,
    ...more,
    '--out',
    join(home, 'out.xlsx'),
    '--report',
    join(home, 'report.json'),
  );
  if (status === 3) throw new Error(err);
  return status;
}

const path = 'annual.2025.assessment';

describe('distribute, edit, collect', () => {
  let master = '';
  beforeEach(() => {
    master = join(home, '台帳.xlsx');
    writeFileSync(master, fixtureWorkbook({ items: 3 }).bytes);
  });
  const sent = (name: string): string => join(home, 'sent', name);

  test('files that were sent come back and are known by their export', async () => {
    const answer = JSON.parse((await captureCli('distribute', master, '--out', join(home, 'sent'))).out) as {
      files: { file: string; section: string }[];
    };
    expect(answer.files.map(({ file, section }) => [file, section])).toEqual([
      ['個票_企画第1課.xlsx', '企画第1課'],
      ['個票_企画第2課.xlsx', '企画第2課'],
      ['個票_企画第3課.xlsx', '企画第3課'],
    ]);
    expect(readdirSync(join(home, 'sent')).sort()).toEqual(answer.files.map(({ file }) => file).sort());
    const back = sent('個票_企画第2課.xlsx');
    writeFileSync(back, edited(readFileSync(back), { 2: { [path]: '書いた' } }));
    expect(await collect(master, [back])).toBe(0);
    expect(report().files).toMatchObject([
      {
        file: '個票_企画第2課.xlsx',
        recognisedBy: 'export',
        items: [{ no: '2', status: 'matched', fields: [{ path, theirs: '書いた', outcome: 'theirs' }] }],
      },
    ]);
    expect(report().notReturned).toMatchObject([
      { section: '企画第1課', items: ['1'] },
      { section: '企画第3課', items: ['3'] },
    ]);
    expect(textOf(readFileSync(join(home, 'out.xlsx')), '2', path)).toBe('書いた');
    expect(readFileSync(master)).toEqual(Buffer.from(fixtureWorkbook({ items: 3 }).bytes));
  });

  test('chosen sections only, several after one option; a section that is none is refused', async () => {
    const answer = await captureCli(
      'distribute',
      master,
      '--out',
      join(home, 'sent'),
      '--section',
      '企画第1課',
      '企画第３課',
    );
    expect(answer.status).toBe(0);
    expect(readdirSync(join(home, 'sent')).sort()).toEqual(['個票_企画第1課.xlsx', '個票_企画第3課.xlsx']);
    const refused = await captureCli('distribute', master, '--out', join(home, 'none'), '--section', '宇宙課');
    expect(refused.status).toBe(3);
    expect(JSON.parse(refused.err)).toMatchObject({ kind: 'unknown-section' });
    expect(existsSync(join(home, 'none'))).toBe(false);
  });

  test('a later collect with the same plan folder goes on; a second machine sees the same', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(home, `${name}.xlsx`)) as [string, string, string];
    const bytes = readFileSync(master);
    writeFileSync(a, edited(bytes, { 1: { [path]: '甲' }, 2: { [path]: '甲だけ' } }));
    writeFileSync(b, edited(bytes, { 1: { [path]: '乙' } }));
    writeFileSync(c, edited(bytes, { 3: { [path]: '丙' } }));
    const folder = ['--base', master, '--plan-folder', join(home, 'folder')];
    expect(await collect(master, [a], ...folder)).toBe(0);
    expect(await collect(master, [b], ...folder)).toBe(4);
    expect(report().files[0]!.items[0]!.fields).toMatchObject([{ path, theirs: '乙', outcome: 'conflict' }]);
    expect(await collect(master, [c], ...folder)).toBe(4);
    const out = readFileSync(join(home, 'out.xlsx'));
    expect([textOf(out, '1', path), textOf(out, '2', path), textOf(out, '3', path)]).toEqual([
      textOf(bytes, '1', path),
      '甲だけ',
      '丙',
    ]);
    expect(await collect(master, [a], ...folder)).toBe(4);
    expect(report().files[0]).toMatchObject({
      warnings: [{ kind: 'known' }],
      items: [{ fields: [{ outcome: 'conflict' }] }, {}, {}],
    });
    // What was written is no place to write to while it is read.
    expect(await collect(join(home, 'out.xlsx'), [a, b, c], ...folder)).toBe(2);
    copyFileSync(join(home, 'out.xlsx'), join(home, '続き.xlsx'));
    expect(await collect(join(home, '続き.xlsx'), [a, b, c], ...folder)).toBe(4);
    expect(readFileSync(join(home, 'out.xlsx'))).toEqual(out);
  });

  test('wrong usage and files that cannot be used', async () => {
    expect((await captureCli('collect', master, '--out', 'x', '--report', 'y')).status).toBe(2);
    expect((await captureCli('collect', master, master, '--report', 'y')).status).toBe(2);
    expect((await captureCli('distribute', master)).status).toBe(2);
    expect((await captureCli('distribute', master, '--out', 'x', '--by', 'nobody')).status).toBe(2);
    writeFileSync(join(home, 'bad.xlsx'), 'text');
    const refused = await captureCli(
      'collect',
      master,
      join(home, 'bad.xlsx'),
      '--out',
      join(home, 'out.xlsx'),
      '--report',
      join(home, 'report.json'),
    );
    expect(refused.status).toBe(3);
    expect(JSON.parse(refused.err)).toMatchObject({ kind: 'not-a-workbook' });
    expect(existsSync(join(home, 'out.xlsx'))).toBe(false);
  });
});

const shared = process.env['KOHYO_SHARED'];

interface Truth {
  readonly files: readonly {
    readonly file: string;
    readonly missingItems: readonly string[];
    readonly changes: readonly {
      readonly no: string;
      readonly sheet: string;
      readonly field: string;
      readonly before: string;
      readonly after: string;
    }[];
  }[];
  readonly conflicts: readonly {
    readonly no: string;
    readonly field: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  readonly mergeable: readonly {
    readonly no: string;
    readonly field: string;
    readonly merged: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
}

describe.skipIf(shared === undefined)('the shared returned workbooks', () => {
  const folder = join(shared ?? '', 'workbooks');
  const plan = join(folder, 'minato-plan.xlsx');
  const truth =
    shared === undefined
      ? undefined
      : (JSON.parse(readFileSync(join(folder, 'returned', 'truth.json'), 'utf8')) as Truth);
  const files = truth?.files.map(({ file }) => join(folder, 'returned', file)) ?? [];
  const special = (no: string, field: string): 'conflict' | 'merged' | 'mine' | 'theirs' => {
    if (field === 'no') return 'mine';
    if (truth!.conflicts.some((entry) => entry.no === no && entry.field === field)) return 'conflict';
    return truth!.mergeable.some((entry) => entry.no === no && entry.field === field) ? 'merged' : 'theirs';
  };

  test.each([
    ['as listed', (list: readonly string[]) => list],
    ['reversed', (list: readonly string[]) => list.toReversed()],
  ])('%s: the report is the truth', async (_, order) => {
    expect(await collect(plan, order(files), '--base', plan)).toBe(4);
    const found = report();
    for (const { file, missingItems, changes } of truth!.files) {
      const own = found.files.find((candidate) => candidate.file === file)!;
      expect(own.recognisedBy).toBe('given');
      expect(own.other).toEqual([]);
      expect(own.items.filter((item) => item.status === 'missing').map((item) => item.no)).toEqual(missingItems);
      const fields = own.items.flatMap((item) =>
        item.fields.map((field) => [item.no, item.sheet, field.path, field.base, field.theirs, field.outcome]),
      );
      const expected = changes.map(({ no, sheet, field, before, after }) => [
        no,
        sheet,
        field,
        before,
        after,
        special(no, field),
      ]);
      expect(new Set(fields.map((field) => JSON.stringify(field)))).toEqual(
        new Set(expected.map((field) => JSON.stringify(field))),
      );
    }
    expect(
      found.files.flatMap((file) =>
        file.items.filter((item) => item.status === 'renumbered').map((item) => [file.file, item.no, item.returnedNo]),
      ),
    ).toEqual([['jinji-no-altered.xlsx', '11', '21']]);
    expect(found.notReturned).toEqual([]);
    const out = readFileSync(join(home, 'out.xlsx'));
    for (const { no, field, merged } of truth!.mergeable) expect(textOf(out, no, field as 'title')).toBe(merged);
    for (const { changes } of truth!.files) {
      for (const { no, field, before, after } of changes) {
        const outcome = special(no, field);
        if (outcome !== 'merged') expect(textOf(out, no, field as 'title')).toBe(outcome === 'theirs' ? after : before);
      }
    }
  });

  test('file by file with a plan folder ends where all at once ends', async () => {
    await collect(plan, files, '--base', plan);
    const whole = readFileSync(join(home, 'out.xlsx'));
    const master = join(home, 'master.xlsx');
    copyFileSync(plan, master);
    chmodSync(master, 0o644);
    let last = 0;
    for (const file of files.toReversed())
      last = await collect(master, [file], '--base', plan, '--plan-folder', join(home, 'folder'));
    expect(last).toBe(4);
    const texts = (bytes: Uint8Array) =>
      ['1', '2', '5', '6', '7', '8', '9', '10', '11'].map((no) => textOf(bytes, no, 'annual.2014.nextSteps'));
    expect(texts(readFileSync(join(home, 'out.xlsx')))).toEqual(texts(whole));
  });

  test.each(['minato-libreoffice.xlsx', 'minato-openpyxl.xlsx'])(
    '%s differs from the plan in no field',
    async (name) => {
      expect(await collect(plan, [join(folder, name)], '--base', plan)).toBe(0);
      expect(report().files[0]!.items.flatMap((item) => item.fields)).toEqual([]);
      expect(readFileSync(join(home, 'out.xlsx'))).toEqual(readFileSync(plan));
    },
  );
});
