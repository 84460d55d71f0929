import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newWorkbook } from '../../../src-main/engine/make/new/new-workbook.ts';
import { rollOver } from '../../../src-main/engine/make/new/roll-over.ts';
import { openByDescription } from '../../../src-main/engine/read/any/as-workbook.ts';
import { printInput } from '../../../src-main/cli/print-input.ts';
import { printOptions } from '../../../src-main/cli/print-options.ts';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import { headsOf } from '../../../src-shared/form/band-heads.ts';
import { bandsOf } from '../../../src-shared/form/bands.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { withRowsDrawn } from '../../../src-shared/form/drawn-rows.ts';
import { yearOfBox } from '../../../src-shared/form/facts.ts';
import { fieldLabel } from '../../../src-shared/form/field-label.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { shownBand } from '../../../src-shared/form/shown-band.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';
import { grownForm } from '../../helpers/grown-form.ts';
import { renamedForm } from '../../helpers/renamed-form.ts';

/**
 * Forms that the program has never seen, the first one under other names: each goes the whole way, through the functions that the
 * window, the worker and the command line call. test/main/cli/renamed-form.test.ts drives the command line itself.
 */
const { form: renamed, path } = renamedForm();
const head = renamed.editions[0]?.sheets[0]?.blocks[0]?.fields?.[0]?.place.rows?.[0] as { readonly text: string };
const folder = mkdtempSync(join(tmpdir(), 'form-as-data-'));
const settings = {
  title: 'plan',
  years: [2021, 2022, 2023, 2024, 2025, 2026],
  pillars: [`${head.text}の重点`],
  statuses: ['順調', '遅れ'],
  grades: ['甲', '乙'],
  items: [1, 2].map((no) => ({
    no,
    pillar: 1,
    title: `項目${no}`,
    sections: '企画課●',
    rows: { [path('steps')]: 2, [path('indicators')]: 2 },
    texts: { [path('purpose')]: '目的の文' },
  })),
};
const grownEdits = { risk: '人手が足りない', 'outside.text': '外からの意見', 'outside.grade': '優' };
const forms = [
  ['renamed', renamed, {}],
  ['with a field, a block and a third list of grades', grownForm(renamed), grownEdits],
] as const;

function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe.each(forms)('a copy of the first form, %s', (name, form: FormDescription, more) => {
  const file = join(folder, `${name.slice(0, 6)}.xlsx`);
  const formFile = join(folder, `${name.slice(0, 6)}.json`);
  const edits: Readonly<Record<string, string>> = {
    [path('progress.2026.firstHalf.text')]: '半年の進み',
    [path('steps.1.2026.plan')]: '二行目の計画',
    [path('overall.assessment')]: '全体の評価文',
    ...more,
  };
  let bytes: Uint8Array;
  beforeAll(async () => {
    ({ bytes } = value(await newWorkbook(settings, form)));
    writeFileSync(formFile, JSON.stringify(form));
    writeFileSync(file, bytes);
  });

  const opened = () => value(perform.open({ bytes, forms: [form] }));

  test('on the screen: every box once, headings in sight, settled years folded, a name for each box', () => {
    const { items, sheets } = opened();
    const [item] = items;
    const drawn = sheets[item?.drawn?.[0]?.index ?? -1];
    if (item === undefined || drawn === undefined) throw new Error('not drawn');
    const paths = Object.keys(item.fields);
    expect(paths).toEqual(expect.arrayContaining(Object.keys(edits)));
    // No way to add rows is shown where none can be added yet.
    expect(withRowsDrawn(drawn, item)).toBe(drawn);
    const bands = bandsOf(withRowsDrawn(drawn, item));
    const shown = (isSettled: (one: string) => boolean) =>
      bands.flatMap((band) => shownBand(band, { isSettled, isLeftOut: () => false }) ?? []);
    const boxes = (list: ReturnType<typeof shown>) =>
      list.flatMap(({ cells }) => cells.flatMap((cell) => cell.path ?? []));
    expect(boxes(shown(() => false)).toSorted()).toEqual(paths.toSorted());
    expect(shown(() => false).flatMap(headsOf).length).toBeGreaterThanOrEqual(4);
    const isOld = (one: string): boolean => (yearOfBox(item, one) ?? 2026) < 2024;
    const folded = shown(isOld);
    expect(boxes(folded).toSorted()).toEqual(paths.filter((one) => !isOld(one)).toSorted());
    expect(folded.flatMap(({ folds }) => folds.flatMap((fold) => fold.paths)).every(isOld)).toBe(true);
    const names = paths.map((one) => fieldLabel(one, formOf(item)));
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((one) => one !== '' && !paths.includes(one))).toBe(true);
  });

  test('saved, printed as form, for the meeting, compared and as a book, and rolled over', async () => {
    const { items } = opened();
    const item = items.find(({ no }) => no === '1')?.key ?? '';
    const list = Object.entries(edits).map(([field, text]) => ({ item, path: field, text }));
    const saved = value(perform.patch({ bytes, edits: list, options: {}, form }));
    const now = saved.items.find(({ key }) => key === item);
    for (const [field, text] of Object.entries(edits)) expect(now?.fields[field]?.text, field).toBe(text);
    expect(saved.sheets.length).toBeGreaterThan(0);

    const filled = join(folder, `${name.slice(0, 6)}-filled.xlsx`);
    writeFileSync(filled, saved.bytes);
    const words = async (...options: readonly string[]): Promise<string> => {
      const input = value(await printInput(printOptions([filled, '--form', formFile, '--out', 'x.pdf', ...options])));
      const job = value(preparePrint(input.workbook.package, input.request));
      const pages = [...job.sheets()].flatMap((sheet) => sheet.pages);
      const lines = pages.flatMap((page) => textsOf(page).flatMap((block) => block.lines.map((line) => line.text)));
      return lines.join('').replace(/\s+/gu, '');
    };
    for (const options of [[], ['--layout', 'meeting'], ['--layout', 'comparison', '--since', file], ['--booklet']]) {
      const text = await words(...options);
      for (const own of Object.values(edits)) expect(text, options.join(' ')).toContain(own);
    }

    const next = value(
      await rollOver(value(openByDescription(saved.bytes, form)), { title: '次', years: [2027, 2028] }),
    );
    expect(next.opened.items.map(({ no, years }) => [no, years])).toEqual([
      ['1', [2027, 2028]],
      ['2', [2027, 2028]],
    ]);
    expect(next.opened.items[0]?.fields[path('purpose')]?.text).toBe('目的の文');
    for (const field of Object.keys(more)) expect(next.opened.items[0]?.fields[field]?.text, field).toBe('');
  });
});
