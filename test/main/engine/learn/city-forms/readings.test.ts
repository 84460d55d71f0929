import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { learnFromFiles } from '../../../../../src-main/engine/learn/learn-files.ts';
import { openAny } from '../../../../../src-main/engine/read/any/open-any.ts';
import { writeCityForm } from './city-folders.ts';
import { relativeYears } from './money-forms.ts';

function opened(folder: string, samples: readonly string[], name: string) {
  const bytesOf = (one: string) => readFileSync(join(folder, `${one}.xlsx`));
  const learned = learnFromFiles(samples.map((one) => ({ name: one, bytes: bytesOf(one) })));
  if (!learned.ok) throw new Error(JSON.stringify(learned.failure));
  const read = openAny(bytesOf(name), learned.value.form);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

it('years that words say are counted from the year of the sheet', async () => {
  const folder = await writeCityForm(mkdtempSync(join(tmpdir(), 'kohyo-years-')), relativeYears);
  const { items, years } = opened(folder, ['blank', 'a'], 'c');
  const costs = [...(items[0]?.fields.values() ?? [])].filter(({ label }) => label === '事業費');
  expect(costs.map(({ headings, year }) => [headings[0], year])).toEqual([
    ['前々年度決算', 2022],
    ['前年度決算', 2023],
    ['本年度予算', 2024],
    ['次年度見込', 2025],
  ]);
  expect(years).toEqual([2022, 2023, 2024, 2025]);
});

const editions = join(process.env['KOHYO_SHARED'] ?? '', 'forms', '10-editions');
it.skipIf(process.env['KOHYO_SHARED'] === undefined || !existsSync(editions))(
  'a filled box that no sample shows is told where it is not read (KOHYO_SHARED)',
  () => {
    const { warnings } = opened(editions, ['blank-R3', 'blank-R6', 'R3'], 'R6');
    expect(warnings).toEqual([
      {
        kind: 'ambiguous-label',
        reason: 'unread',
        sheet: '07',
        cell: 'I16',
        values: { label: '次年度の方向性' },
      },
    ]);
  },
);
