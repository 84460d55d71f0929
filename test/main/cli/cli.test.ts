import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { refusal, runCli } from './run-cli.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const put = (name: string, bytes: Uint8Array): string => {
  fs.writeFileSync(at(name), bytes);
  return at(name);
};
interface Read {
  readonly items: readonly {
    readonly sheet: string;
    readonly no: string;
    readonly title: string;
    readonly overall: { readonly grade: string };
  }[];
}
const read = (file: string): Read => JSON.parse(runCli(['read', file, '--json']).out) as Read;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-cli-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('read', () => {
  it('prints what the workbook holds, by the field names of the form', () => {
    const fixture = fixtureWorkbook();
    const answer = runCli(['read', put('plan.xlsx', fixture.bytes), '--json']);
    expect(answer.status).toBe(0);
    expect(answer.err).toBe('');
    const printed = JSON.parse(answer.out) as {
      file: string;
      plan: unknown;
      items: readonly unknown[];
      warnings: readonly unknown[];
    };
    expect(Object.keys(printed)).toEqual(['file', 'plan', 'form', 'items', 'warnings']);
    expect(printed.plan).toEqual(fixture.truth.plan);
    expect(printed.items).toEqual(fixture.truth.items);
  });

  it('lists the items for people without --json', () => {
    const answer = runCli(['read', put('plan.xlsx', fixtureWorkbook({ items: 2 }).bytes)]);
    expect(answer.status).toBe(0);
    expect(
      answer.out
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(['No.1', 'No.2']);
  });

  it.each([
    ['not-found', () => at('nothing.xlsx')],
    ['unreadable', () => folder],
    ['not-a-workbook', () => put('text.xlsx', Buffer.from('番号,題名\n'))],
    ['not-a-workbook', () => put('empty.xlsx', new Uint8Array())],
    ['damaged', () => put('cut.xlsx', fixtureWorkbook().bytes.slice(0, 9000))],
    ['no-items', () => put('none.xlsx', fixtureWorkbook({ items: 0, rollUp: false }).bytes)],
  ])('refuses with %s', (kind, file) => {
    const answer = runCli(['read', file(), '--json']);
    expect(answer.status).toBe(3);
    expect(answer.out).toBe('');
    expect(refusal(answer).kind).toBe(kind);
    expect(refusal(answer).message).toMatch(/。$/u);
  });
});

describe('set', () => {
  it('patches one field and says where; the number compares after NFKC', () => {
    const file = put('plan.xlsx', fixtureWorkbook().bytes);
    const answer = runCli(['set', file, '--item', '２', '--field', 'title', '--value', '窓口の\r\n見直し']);
    expect(answer.err).toBe('');
    expect(answer.status).toBe(0);
    expect(JSON.parse(answer.out)).toMatchObject({ file, written: [{ sheet: 'No.2', path: 'title' }] });
    expect(read(file).items.map((item) => item.title)[1]).toBe('窓口の\n見直し');
  });

  it('leaves the input as it is when there is another output', () => {
    const { bytes } = fixtureWorkbook();
    const file = put('in.xlsx', bytes);
    expect(
      runCli(['set', file, '--item', '1', '--field', 'overall.grade', '--value', 'B', '--out', at('out.xlsx')]).status,
    ).toBe(0);
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(read(at('out.xlsx')).items[0]?.overall.grade).toBe('B');
  });

  it('takes fields and values in pairs, texts that begin with a dash, from files and from standard input', () => {
    const file = put('plan.xlsx', fixtureWorkbook().bytes);
    fs.writeFileSync(at('value.txt'), '\uFEFF𠮷野さんと\n　協議');
    const answer = runCli(
      [
        'set',
        file,
        '--item',
        '3',
        '--field',
        'background',
        '--value',
        '--検討中',
        '--field',
        'purpose',
        '--value-file',
        at('value.txt'),
        '--field',
        'actions',
        '--value-file',
        '-',
      ],
      { input: '・入力\n' },
    );
    expect(answer.err).toBe('');
    expect(read(file).items[2]).toMatchObject({
      background: '--検討中',
      purpose: '𠮷野さんと\n　協議',
      actions: '・入力\n',
    });
  });

  it('needs the sheet to choose between equal numbers', () => {
    const years = [2025, 2026];
    const twins = [filledItem(1, years), { ...filledItem(2, years), values: filledItem(1, years).values }];
    const { bytes } = fixtureWorkbook({ items: twins });
    const file = put('twins.xlsx', bytes);
    const refused = runCli(['set', file, '--item', '1', '--field', 'title', '--value', 'どちら']);
    expect(refused.status).toBe(3);
    expect(refusal(refused)).toMatchObject({
      kind: 'ambiguous-item',
      message: expect.stringContaining('No.1、No.2') as unknown,
    });
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(
      runCli(['set', file, '--item', '1', '--sheet', 'No.2', '--field', 'title', '--value', 'こちら']).status,
    ).toBe(0);
    expect(read(file).items.map((item) => item.title)[1]).toBe('こちら');
  });

  it.each([
    ['unknown-item', ['--item', '99', '--field', 'title', '--value', 'x']],
    ['unknown-item', ['--item', '1', '--sheet', 'No.2', '--field', 'title', '--value', 'x']],
    ['unknown-field', ['--item', '1', '--field', 'heading', '--value', 'x']],
    ['unknown-field', ['--item', '1', '--field', 'annual.1999.grade', '--value', 'x']],
    ['not-found', ['--item', '1', '--field', 'title', '--value-file', 'nothing.txt']],
    ['unreadable', ['--item', '1', '--field', 'title', '--value-file', 'sjis.txt']],
    ['write-failed', ['--item', '1', '--field', 'title', '--value', 'x', '--out', 'nowhere/out.xlsx']],
  ])('refuses with %s: %j', (kind, args) => {
    const { bytes } = fixtureWorkbook();
    const file = put('plan.xlsx', bytes);
    fs.writeFileSync(at('sjis.txt'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]));
    const answer = runCli(['set', file, ...args], { cwd: folder });
    expect(answer.status).toBe(3);
    expect(refusal(answer).kind).toBe(kind);
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
  });

  it('writes locked cells only with --unlock', () => {
    // Without a word about protection in its style every cell counts as locked (ECMA-376 part 1, 18.8.33).
    const { bytes } = fixtureWorkbook({
      protection: true,
      tamper: (name, data) => (name === 'xl/styles.xml' ? String(data).replaceAll(/<protection [^>]*\/>/gu, '') : data),
    });
    const file = put('locked.xlsx', bytes);
    const locked = runCli(['set', file, '--item', '1', '--field', 'title', '--value', '新題']);
    expect(locked.status).toBe(3);
    expect(refusal(locked)).toMatchObject({
      kind: 'locked',
      sheet: 'No.1',
      cell: expect.stringMatching(/^[A-Z]+\d+$/u) as unknown,
    });
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(runCli(['set', file, '--item', '1', '--field', 'title', '--value', '新題', '--unlock']).status).toBe(0);
    expect(read(file).items[0]?.title).toBe('新題');
  });

  it('never leaves half a file: what is read-only is refused and stays', () => {
    const { bytes } = fixtureWorkbook();
    const file = put('readonly.xlsx', bytes);
    fs.chmodSync(file, 0o444);
    const answer = runCli(['set', file, '--item', '1', '--field', 'title', '--value', 'x']);
    expect(refusal(answer)).toMatchObject({
      kind: 'write-failed',
      message: expect.stringContaining('readonly.xlsx') as unknown,
    });
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('.kohyo-'))).toEqual([]);
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['read']],
    [['read', 'a.xlsx', 'b.xlsx']],
    [['read', 'a.xlsx', '--jason']],
    [['set', 'a.xlsx', '--field', 'title', '--value', 'x']],
    [['set', 'a.xlsx', '--item', '1']],
    [['set', 'a.xlsx', '--item', '1', '--field', 'title']],
    [['set', 'a.xlsx', '--item', '1', '--field', 'title', '--value', 'x', '--value', 'y']],
    [['set', 'a.xlsx', '--item', '1', '--field', 'title', '--value', 'x', '--field', 'title', '--value', 'y']],
    [['set', 'a.xlsx', '--item']],
  ])('is explained with status 2: %j', (args) => {
    const answer = runCli(args);
    expect(answer.status).toBe(2);
    expect(answer.out).toBe('');
    expect(answer.err).toContain('usage:');
  });

  it('is printed when asked for', () => {
    const all = runCli(['--help']);
    expect(all.status).toBe(0);
    for (const name of ['read', 'set']) expect(all.out).toContain(`kohyo-desk ${name} `);
    expect(runCli(['set', '--help']).out).toContain('--value-file');
  });
});
