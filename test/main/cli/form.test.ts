import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureCli } from '../../helpers/captured-cli.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exampleForm } from '../../shared/form/example-form.ts';
import { exampleBook } from '../engine/read/any/example-book.ts';

let folder: string;
let book: string;
let form: string;
let before: string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kohyo-form-'));
  book = join(folder, '個表.xlsx');
  form = join(folder, 'form.json');
  before = process.env['KOHYO_DATA_DIR'];
  process.env['KOHYO_DATA_DIR'] = join(folder, 'data');
  await writeFile(
    book,
    await exampleBook(
      [
        { no: '0101', title: '港まつり' },
        { no: '0101', title: '同じ番号' },
      ],
      [['0999', '一覧だけ', 'B']],
    ),
  );
  await writeFile(form, JSON.stringify(exampleForm));
});
afterAll(async () => {
  if (before === undefined) delete process.env['KOHYO_DATA_DIR'];
  else process.env['KOHYO_DATA_DIR'] = before;
  await rm(folder, { recursive: true });
});

interface Printed {
  readonly kind: string;
  readonly message: string;
  readonly form: unknown;
  readonly forms: readonly { readonly id: string; readonly source: string }[];
  readonly items: readonly unknown[];
  readonly written: unknown;
}
const json = (text: string): Printed => JSON.parse(text) as Printed;

describe('the command line with a form of its own', () => {
  it('reads by --form; without one, only when it is registered; a registered form can be taken out again', async () => {
    const byForm = await captureCli('read', book, '--form', form, '--json');
    expect(byForm.status).toBe(0);
    expect(json(byForm.out).items).toHaveLength(3);
    const unknown = json((await captureCli('read', book, '--json')).err);
    expect([unknown.kind, unknown.message]).toEqual(['no-items', expect.stringContaining('form learn FILE…')]);
    const unset = await captureCli('set', book, '--item', '0101', '--field', 'title', '--value', 'x');
    expect(json(unset.err).message).toBe(unknown.message);
    expect((await captureCli('form', 'import', form)).status).toBe(0);
    const known = await captureCli('read', book, '--json', '--values');
    expect(json(known.out).form).toEqual({ id: 'minato-jigyo', edition: 'R6' });
    const listed = json((await captureCli('form', 'list', '--json')).out).forms;
    expect(listed.map(({ id, source }) => [id, source])).toEqual([
      ['niigata-kohyo', 'shipped'],
      ['minato-jigyo', 'registered'],
    ]);
    const out = join(folder, 'exported.json');
    expect((await captureCli('form', 'export', 'minato-jigyo', '--out', out)).status).toBe(0);
    expect(await readFile(out, 'utf8')).toBe(await readFile(form, 'utf8'));
    expect((await captureCli('form', 'remove', 'minato-jigyo')).status).toBe(0);
    expect((await captureCli('form', 'remove', 'minato-jigyo')).status).toBe(3);
    expect((await captureCli('form', 'remove', 'niigata-kohyo')).status).toBe(3);
  });

  it('comes before the shipped form where it fits as well, and not where it fits worse', async () => {
    const extra = Array.from({ length: 60 }, (_, n) => `庁内欄${String.fromCodePoint(0x3042 + n)}`);
    const cells = extra.flatMap((label, n) => [
      [`T${n + 3}`, label],
      [`U${n + 3}`, `値${n}`],
    ]);
    const file = join(folder, '二つの様式.xlsx');
    const options = { items: [filledItem(901, [2025], 1, 1)], cover: false, extraCells: Object.fromEntries(cells) };
    await writeFile(file, fixtureWorkbook(options).bytes);
    const described = (fields: readonly string[]) => ({
      kohyoForm: 1,
      id: 'chonai',
      name: '庁内の様式',
      editions: [
        {
          id: 'R7',
          sheets: [
            {
              id: 'sheet',
              role: 'item',
              blocks: [
                {
                  id: 'all',
                  fields: fields.map((label, n) => ({
                    path: n === 0 ? 'no' : `box-${n}`,
                    kind: 'line',
                    ...(n === 0 ? { role: 'no' } : {}),
                    place: { side: 'right', rows: [label] },
                  })),
                },
              ],
            },
          ],
        },
      ],
    });
    const own = join(folder, 'own.json');
    const idOf = async () => (json((await captureCli('read', file, '--json')).out).form as { id: string }).id;
    await writeFile(own, JSON.stringify(described(extra.slice(0, 8))));
    expect((await captureCli('form', 'import', own)).status).toBe(0);
    expect(await idOf()).toBe('niigata-kohyo');
    await writeFile(own, JSON.stringify(described(extra)));
    expect((await captureCli('form', 'import', own, '--overwrite')).status).toBe(0);
    expect(await idOf()).toBe('chonai');
    const set = ['set', file, '--item', '値0', '--field', 'box-3', '--value', '改めた'];
    expect((await captureCli(...set)).status).toBe(0);
    expect((await captureCli('read', file, '--json')).out).toContain('"改めた"');
    await writeFile(own, JSON.stringify({ ...described(extra), id: 'chonai-2' }));
    expect((await captureCli('form', 'import', own)).status).toBe(0);
    const both = await captureCli('read', file, '--json');
    expect([both.status, json(both.err).kind]).toEqual([3, 'ambiguous-form']);
    for (const id of ['chonai', 'chonai-2']) expect((await captureCli('form', 'remove', id)).status).toBe(0);
    expect(await idOf()).toBe('niigata-kohyo');
  });

  it('sets texts, marks and blanks; equal numbers are asked about unless the sheet or the row decides', async () => {
    const out = join(folder, 'set.xlsx');
    const args = ['set', book, '--form', form, '--out', out, '--overwrite', '--item', '0101'];
    const field = ['--field', 'title', '--value', '新'];
    expect(json((await captureCli(...args, ...field)).err).kind).toBe('ambiguous-item');
    const done = await captureCli(
      ...args,
      '--sheet',
      '個表2',
      ...field,
      '--field',
      'law',
      '--mark',
      'なし=on',
      '--mark',
      'あり=off',
      '--field',
      'aim',
      '--part',
      '対象',
      '--value',
      '全市民',
    );
    expect([done.status, done.err]).toEqual([0, '']);
    const item = json((await captureCli('read', out, '--form', form, '--json')).out).items[1];
    expect(item).toMatchObject({ title: '新', law: '□あり ■なし', aim: '〔全市民〕に対して〔安心〕という状態にする' });
    const row = await captureCli(
      'set',
      book,
      '--form',
      form,
      '--out',
      out,
      '--overwrite',
      '--item',
      '0999',
      '--row',
      '3',
      '--field',
      'list.grade',
      '--value',
      'C',
    );
    expect(json(row.out).written).toEqual([{ sheet: '一覧', cell: 'C3', path: 'list.grade' }]);
    expect(
      (await captureCli(...args, '--sheet', '個表2', '--field', 'cost.2023.budget.total', '--value', '1')).status,
    ).toBe(3);
    for (const wrong of [
      ['--mark', 'あり'],
      ['--part', '対象'],
      ['--row', 'x', '--value', '1'],
    ])
      expect((await captureCli(...args, '--field', 'law', ...wrong)).status).toBe(2);
  });

  it('checks files and disturbed copies; a description that is wrong is refused with the place', async () => {
    const checked = await captureCli('form', 'check', form, book, '--disturb', '20', '--json');
    expect(checked.status).toBe(0);
    expect(json(checked.out)).toMatchObject({
      files: [{ items: 3, findings: [] }],
      disturbed: { tried: 20, same: 20, wrong: 0 },
    });
    const bad = join(folder, 'bad.json');
    await writeFile(bad, JSON.stringify(exampleForm).replace('"kind":"code"', '"kind":"cod"'));
    const refused = await captureCli('form', 'check', bad, book);
    expect([refused.status, json(refused.err).kind]).toEqual([3, 'form']);
    expect(json(refused.err).message).toContain('editions[0].sheets[0].blocks[0].fields[0].kind');
    await writeFile(bad, JSON.stringify({ ...exampleForm, kohyoForm: 9 }));
    expect(json((await captureCli('read', book, '--form', bad, '--json')).err).kind).toBe('form');
  });
});
