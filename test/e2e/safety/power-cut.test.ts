import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { belowEnvironment, compileShim } from '../../helpers/below/below.ts';
import { readRecord, stateAfter, type Loss } from '../../helpers/below/record.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';

/** Starts of the real program over what a disk holds after a power cut, rebuilt from the writes of a run that really happened. */
const library = compileShim();
const losses: readonly Loss[] = ['strict', 'metadata-ahead', 'zeros', 'pages'];
const starts = Math.max(20, Number(process.env['KOHYO_CASES'] ?? 0));
const names = ['現状と課題（これまでの取組）', '改革の目的、考えられる効果', '取組の内容'] as const;
const settings = JSON.stringify({ firstStartDone: true, personName: '港 花子', personSection: '', atClosing: 'leave' });

let desk: Desk | undefined;
afterEach(async () => desk?.kill());
afterAll(removeFolders);

const box = (name: string) => (desk as Desk).page.getByRole('textbox', { name, exact: true });

/** Types with the disk's changes recorded; says after how many changes each version of each box was acknowledged. */
async function recorded(data: string) {
  const { file } = putPlan();
  fs.writeFileSync(path.join(data, 'settings.json'), settings);
  const record = path.join(lastingFolder('record'), 'record');
  const changes = () => readRecord(fs.readFileSync(record));
  const env = belowEnvironment(library ?? '', { prefix: path.join(data, 'journal'), record });
  desk = await launchDesk({ data, args: [file], env });
  const acknowledged: { readonly name: string; readonly version: number; readonly after: number }[] = [];
  for (let version = 1; version <= 18; version += 1) {
    const name = names[version % names.length] ?? names[0];
    await box(name).fill(`${version} ${'本文'.repeat((version * 37) % 200)}`);
    await box(name).blur();
    await desk.page.getByRole('banner').getByRole('status').getByText('控えは保存済み').waitFor();
    acknowledged.push({ name, version, after: changes().length });
  }
  await desk.kill();
  desk = undefined;
  return { acknowledged, changes: changes() };
}

it.skipIf(library === undefined)(
  'the program starts after a power cut at any moment, with every acknowledged text',
  { timeout: 120_000 + starts * 60_000 },
  async () => {
    const data = lastingFolder('power');
    const { acknowledged, changes } = await recorded(data);
    const first = acknowledged[0]?.after ?? 0;
    expect(changes.length).toBeGreaterThan(first + 30);
    let seed = 11;
    const chance = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 0x7fff_ffff;
    const counts = { starts: 0, checked: 0, lost: 0 };
    for (let n = 0; n < starts; n += 1) {
      const count = first + Math.floor(((n + 1) / starts) * (changes.length - first));
      const loss = losses[n % losses.length] ?? 'strict';
      const place = lastingFolder('state');
      fs.writeFileSync(path.join(place, 'settings.json'), settings);
      for (const [name, bytes] of stateAfter(changes, count, loss, chance)) {
        const file = path.join(place, path.relative(data, name));
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, bytes);
      }
      desk = await launchDesk({ data: place });
      counts.starts += 1;
      for (const name of names) {
        const version = Math.max(
          0,
          ...acknowledged.filter((one) => one.name === name && one.after <= count).map((one) => one.version),
        );
        if (version === 0) continue;
        await box(name).waitFor();
        counts.checked += 1;
        const there = async (): Promise<boolean> => Number((await box(name).inputValue()).split(' ')[0]) >= version;
        // Drafts come in after the sheet.
        if (
          !(await expect
            .poll(there, { timeout: 10_000 })
            .toBe(true)
            .then(
              () => true,
              () => false,
            ))
        )
          counts.lost += 1;
      }
      await desk.kill();
      desk = undefined;
      fs.rmSync(place, { recursive: true, force: true });
    }
    console.log(
      `power cuts in the running program: ${counts.starts} starts from ${changes.length} recorded changes, ${counts.checked} acknowledged texts looked for, ${counts.lost} lost`,
    );
    expect(counts).toMatchObject({ starts, lost: 0 });
    expect(counts.checked).toBeGreaterThan(starts);
  },
);
