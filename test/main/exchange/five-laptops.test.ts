import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { run } from './city-halls.ts';
import { edited, textOf, type Edits } from './returned.ts';

/**
 * Five laptops over three rounds, by the command line: one of the collecting section, one of the colleague who takes over in
 * the second round with a copy of its folder, three of sections. In the third round the plan's file has another name.
 */
const items = [1, 2, 3, 4, 5, 6].map((no) => {
  const item = filledItem(no, [2025, 2026]);
  return { ...item, values: { ...item.values, sections: `企画第${Math.ceil(no / 2)}課●` } };
});
const sections = ['企画第1課', '企画第2課', '企画第3課'];
const home = mkdtempSync(join(tmpdir(), 'kohyo-five-'));
const before = process.env['KOHYO_DATA_DIR'];
afterEach(() => {
  process.env['KOHYO_DATA_DIR'] = before;
  rmSync(home, { recursive: true, force: true });
});

/** A laptop has a data folder and a desktop of its own; what passes between two of them is copied. */
class Laptop {
  readonly desk: string;
  readonly #data: string;

  constructor(name: string) {
    this.desk = join(home, name);
    this.#data = join(home, `${name}-data`);
    mkdirSync(this.desk, { recursive: true });
    mkdirSync(this.#data, { recursive: true, mode: 0o700 });
  }

  at(...names: readonly string[]): string {
    return join(this.desk, ...names);
  }

  async run(...args: readonly string[]): Promise<{ readonly status: number; readonly told: Told }> {
    process.env['KOHYO_DATA_DIR'] = this.#data;
    const { status, out, err } = await run(...args);
    if (![0, 4].includes(status)) throw new Error(`${args.join(' ')}: ${err}`);
    return { status, told: (out.trim() === '' ? {} : JSON.parse(out)) as Told };
  }

  /** Collects into the plan itself, as the clerk does who keeps one file; the report beside it. */
  async collect(plan: string, files: readonly string[]): Promise<Report> {
    const report = this.at('報告.json');
    await this.run(
      'collect',
      plan,
      ...files,
      '--plan-folder',
      folderOf(plan),
      '--out',
      this.at('統合.xlsx'),
      '--report',
      report,
    );
    renameSync(this.at('統合.xlsx'), plan);
    return JSON.parse(readFileSync(report, 'utf8')) as Report;
  }
}

interface Told {
  readonly files?: readonly { readonly file: string }[];
  readonly open?: readonly { readonly id: string; readonly kind: string }[];
  readonly warnings?: readonly unknown[];
}
interface Report {
  readonly undecided: number;
  readonly notTaken: number;
  readonly notReturned: readonly unknown[];
  readonly open: readonly { readonly id: string; readonly kind: string; readonly path: string | null }[];
}

const folderOf = (plan: string): string => plan.replace(/\.xlsx$/, '.個票交換');

test('three rounds on five laptops: a colleague takes over, the plan is renamed, and no text is lost', async () => {
  const [first, second, ...others] = ['甲', '乙', '丙', '丁', '戊'].map((name) => new Laptop(name));
  if (first === undefined || second === undefined) throw new Error('no laptops');
  let at = first;
  let plan = at.at('台帳.xlsx');
  writeFileSync(plan, fixtureWorkbook({ items }).bytes);

  /** Sends out, lets each section fill in what it got on its own laptop, and gives the files as they come back. */
  const round = async (number: number, edits: (section: number) => Edits): Promise<readonly string[]> => {
    const out = at.at(`配布${number}`);
    const bytes = readFileSync(plan);
    // By the name of the plan alone: the folder beside it is found.
    const { told } = await at.run('distribute', plan, '--out', out);
    expect([number, told.files?.length, told.warnings]).toEqual([number, 3, expect.anything()]);
    expect(readFileSync(plan).equals(bytes)).toBe(true);
    const inbox = at.at(`受信${number}`);
    mkdirSync(inbox);
    for (const [index, name] of sections.entries()) {
      const laptop = others[index]!;
      cpSync(join(out, `個票_${name}.xlsx`), laptop.at(`${number}.xlsx`));
      for (const [no, fields] of Object.entries(edits(index)))
        for (const [path, text] of Object.entries(fields))
          await laptop.run('set', laptop.at(`${number}.xlsx`), '--item', no, '--field', path, '--value', text ?? '');
      cpSync(laptop.at(`${number}.xlsx`), join(inbox, `${name}から.xlsx`));
    }
    return readdirSync(inbox).map((name) => join(inbox, name));
  };
  const says = (no: number, path: string): string | undefined => textOf(readFileSync(plan), String(no), path);

  // Round 1, on the first laptop. Section 2 sends twice; the second file is another colleague's.
  const one = await round(1, (index) => ({
    [2 * index + 1]: { 'annual.2025.assessment': `一回目 ${index}` },
    [2 * index + 2]: { 'progress.2025.firstHalf.text': `・上半期 ${index}\n・続き` },
  }));
  const twin = at.at('受信1', '別の担当.xlsx');
  writeFileSync(
    twin,
    edited(readFileSync(at.at('配布1', '個票_企画第2課.xlsx')), { 3: { 'annual.2025.assessment': '別の人の文' } }),
  );
  const report = await at.collect(plan, [...one, twin]);
  expect(report.open.map(({ kind }) => kind).sort()).toEqual(['conflict', 'resubmission']);
  expect(report.notReturned).toEqual([]);
  expect([says(1, 'annual.2025.assessment'), says(6, 'progress.2025.firstHalf.text')]).toEqual([
    '一回目 0',
    '・上半期 2\n・続き',
  ]);

  // Round 2: the colleague gets a copy of the desk, decides what was open and goes on.
  cpSync(first.desk, second.desk, { recursive: true });
  at = second;
  plan = at.at('台帳.xlsx');
  const conflict = report.open.find(({ kind }) => kind === 'conflict')!;
  const resubmission = report.open.find(({ kind }) => kind === 'resubmission')!;
  for (const [id, ...answer] of [
    [resubmission.id, '--none'],
    [conflict.id, '--text', '二人で決めた文'],
  ] as const) {
    const told = await at.run(
      'answer',
      plan,
      '--plan-folder',
      folderOf(plan),
      '--id',
      id,
      ...answer,
      '--out',
      at.at('答え.xlsx'),
    );
    renameSync(at.at('答え.xlsx'), plan);
    if (id === conflict.id) expect(told.status).toBe(0);
  }
  expect(says(3, 'annual.2025.assessment')).toBe('二人で決めた文');
  const two = await round(2, (index) => ({ [2 * index + 1]: { 'annual.2025.assessment': `二回目 ${index}` } }));
  // A late file of the first round comes with them and changes nothing that has been decided.
  const late = await at.collect(plan, [...two, twin]);
  expect([late.undecided, late.notReturned]).toEqual([0, []]);
  expect([1, 3, 5].map((no) => says(no, 'annual.2025.assessment'))).toEqual(['二回目 0', '二回目 1', '二回目 2']);

  // Round 3: the plan has another name, the folder keeps its own; it is found again and nothing is forgotten.
  renameSync(plan, at.at('台帳（最終版）.xlsx'));
  plan = at.at('台帳（最終版）.xlsx');
  const three = await round(3, (index) => ({ [2 * index + 2]: { 'annual.2026.assessment': `三回目 ${index}` } }));
  expect(readdirSync(at.desk).filter((name) => name.endsWith('.個票交換'))).toEqual(['台帳.個票交換']);
  const last = at.at('報告3.json');
  const collected = await at.run(
    'collect',
    plan,
    ...three,
    ...two,
    ...one,
    '--plan-folder',
    at.at('台帳.個票交換'),
    '--out',
    at.at('済.xlsx'),
    '--report',
    last,
  );
  const final = JSON.parse(readFileSync(last, 'utf8')) as Report;
  expect([collected.status, final.undecided, final.notTaken, final.notReturned]).toEqual([0, 0, 0, []]);
  plan = at.at('済.xlsx');
  expect([2, 4, 6].map((no) => says(no, 'annual.2026.assessment'))).toEqual(['三回目 0', '三回目 1', '三回目 2']);
  expect([1, 3, 5].map((no) => says(no, 'annual.2025.assessment'))).toEqual(['二回目 0', '二回目 1', '二回目 2']);
  expect([2, 4, 6].map((no) => says(no, 'progress.2025.firstHalf.text'))).toEqual(
    [0, 1, 2].map((index) => `・上半期 ${index}\n・続き`),
  );
}, 120_000);
