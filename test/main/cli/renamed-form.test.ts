import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { newWorkbook } from '../../../src-main/engine/make/new/new-workbook.ts';
import { openByDescription } from '../../../src-main/engine/read/any/as-workbook.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { captureCli } from '../../helpers/captured-cli.ts';
import { grownForm } from '../../helpers/grown-form.ts';
import { renamedForm } from '../../helpers/renamed-form.ts';

const { form, path } = renamedForm();
const folder = mkdtempSync(join(tmpdir(), 'renamed-'));
const at = (name: string): string => join(folder, name);
const title = form.editions[0]?.sheets[0]?.blocks[0]?.fields?.[0]?.place.rows?.[0] as { readonly text: string };

const settings = {
  title: 'plan',
  years: [2025, 2026],
  pillars: [`${title.text}の重点`],
  statuses: ['順調', '遅れ'],
  grades: ['甲', '乙'],
  items: [1, 2].map((no) => ({
    no,
    pillar: 1,
    title: `項目${no}`,
    sections: no === 1 ? '企画課●' : '財政課●',
    rows: { [path('steps')]: 2, [path('indicators')]: 2 },
    texts: { [path('purpose')]: '目的の文', [path('background')]: 'これまで' },
  })),
};

const open = (bytes: Uint8Array, by: FormDescription = form): readonly ItemSheet[] => {
  const opened = openByDescription(bytes, by);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value.items;
};
const textOf = (file: string, no: string, field: string, by = form): string | undefined =>
  open(readFileSync(file), by).find((item) => item.no === no)?.fields[field]?.text;
const run = async (...args: readonly string[]) => {
  const result = await captureCli(...args);
  expect(result.err, args.join(' ')).toBe('');
  return result;
};

beforeAll(async () => {
  writeFileSync(at('form.json'), JSON.stringify(form));
  const made = await newWorkbook(settings, form);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  writeFileSync(at('plan.xlsx'), made.value.bytes);
});

describe('a copy of the first form with all paths and labels renamed', () => {
  test('is none of the first form', () => {
    expect(openWorkbook(readFileSync(at('plan.xlsx')))).toMatchObject({ ok: false });
  });

  test('read, set, print, tally and the next plan', async () => {
    const { out } = await run('read', at('plan.xlsx'), '--form', at('form.json'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      form: { id: 'renamed' },
      items: [{ [path('no')]: '1' }, { [path('no')]: '2' }],
    });
    const status = path('progress.2025.firstHalf.status');
    const set = [
      '--field',
      status,
      '--value',
      '順調',
      '--field',
      path('overall.grade'),
      '--value',
      '甲',
      '--field',
      path('steps.1.2025.plan'),
      '--value',
      '計画の文',
    ];
    await run('set', at('plan.xlsx'), '--form', at('form.json'), '--item', '1', ...set, '--out', at('set.xlsx'));
    expect(textOf(at('set.xlsx'), '1', status)).toBe('順調');
    expect(textOf(at('set.xlsx'), '1', path('steps.1.2025.plan'))).toBe('計画の文');
    await run('print', at('set.xlsx'), '--form', at('form.json'), '--paper', 'tally', '--out', at('tally.xlsx'));
    const next = ['--title', '次の計画', '--years', '2027,2028', '--out', at('next.xlsx')];
    await run('roll-over', at('set.xlsx'), '--form', at('form.json'), ...next);
    const items = open(readFileSync(at('next.xlsx')));
    expect(items.map(({ no, years, rows }) => [no, years, rows])).toEqual(
      ['1', '2'].map((no) => [no, [2027, 2028], { [path('steps')]: 2, [path('indicators')]: 2 }]),
    );
    expect(items[0]?.fields[path('purpose')]?.text).toBe('目的の文');
    expect(items[0]?.fields[path('background')]?.text).toBe('');
  });

  test('sent to sections, filled in there and collected', async () => {
    writeFileSync(at('master.xlsx'), readFileSync(at('plan.xlsx')));
    const step = `2025/${path('firstHalf')}`;
    await run(
      'distribute',
      at('master.xlsx'),
      '--form',
      at('form.json'),
      '--out',
      at('sent'),
      '--step',
      step,
      '--lock',
    );
    const sent = readdirSync(at('sent')).filter((name) => name.endsWith('.xlsx'));
    expect(sent).toHaveLength(2);
    const file = join(at('sent'), sent.find((name) => name.includes('企画課')) ?? '');
    const text = path('progress.2025.firstHalf.text');
    const filled = ['--field', text, '--value', '進めた。', '--out', at('returned.xlsx')];
    await run('set', file, '--form', at('form.json'), '--item', '1', ...filled);
    const out = ['--out', at('collected.xlsx'), '--report', at('report.json')];
    await run('collect', at('master.xlsx'), at('returned.xlsx'), '--form', at('form.json'), ...out);
    expect(textOf(at('collected.xlsx'), '1', text)).toBe('進めた。');
  });
});

test('a field, a block and a grade list of three are entries of the description, no line of code', async () => {
  const more = grownForm(form);
  writeFileSync(at('more.json'), JSON.stringify(more));
  const made = await newWorkbook(settings, more);
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  writeFileSync(at('more.xlsx'), made.value.bytes);
  const by = ['--form', at('more.json')];
  await run('distribute', at('more.xlsx'), ...by, '--out', at('more-sent'));
  const file = readdirSync(at('more-sent')).find((name) => name.includes('企画課')) ?? '';
  const edits = ['--field', 'risk', '--value', '人手', '--field', 'outside.text', '--value', '良い。'];
  const sent = join(at('more-sent'), file);
  const grade = ['--field', 'outside.grade', '--value', '優', '--out', at('more-back.xlsx')];
  await run('set', sent, ...by, '--item', '1', ...edits, ...grade);
  const out = ['--out', at('more-in.xlsx'), '--report', at('more.report.json')];
  await run('collect', at('more.xlsx'), at('more-back.xlsx'), ...by, ...out);
  for (const [field, text] of Object.entries({ risk: '人手', 'outside.text': '良い。', 'outside.grade': '優' }))
    expect(textOf(at('more-in.xlsx'), '1', field, more), field).toBe(text);
  await run('print', at('more-in.xlsx'), ...by, '--paper', 'tally', '--out', at('more-tally.xlsx'));
  const tally = XLSX.read(readFileSync(at('more-tally.xlsx')));
  const words = tally.SheetNames.flatMap((name) =>
    Object.values(tally.Sheets[name] ?? {}).map((cell) => String((cell as { v?: unknown }).v)),
  );
  expect(words.some((word) => word.includes('外部の評価'))).toBe(true);
});
