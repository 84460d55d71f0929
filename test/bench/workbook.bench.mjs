import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleEngine, makePlans } from './workbook/engine.mjs';
import { exponentOf, printTable, runChild } from './workbook/measure.mjs';
import { inTurns } from './workbook/turns.mjs';

/**
 * The workbook engine's speed and memory against ExcelJS, SheetJS and the floor (inflate and one pass of saxes), with
 * the limits that it promises. Peers are development dependencies of the benchmark only. All run in turns, each in processes
 * of their own (turns.mjs). KOHYO_BENCH_ROUNDS sets the number of rounds (at least 5).
 */
const rounds = Math.max(5, Number(process.env.KOHYO_BENCH_ROUNDS ?? 7));
/** Reading alone is quick; more turns tell its growth from the noise. */
const scalingRounds = rounds * 3;
const here = path.join(path.dirname(fileURLToPath(import.meta.url)), 'workbook');
const script = (name) => path.join(here, name);
const sizes = [30, 100, 300, 1000];
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const ratio = (a, b) => a / b;
const share = (value) => (value >= 1 ? value.toFixed(2) : `1/${(1 / value).toFixed(1)}`);

const folder = await bundleEngine();
try {
  const { plans, main } = await makePlans(folder, sizes);
  console.log(
    `${path.basename(main)}, by the clock, medians of at least ${rounds} turns after warm-up (growth: ${scalingRounds}, made plans), Node ${process.version}`,
  );
  const speed = await inTurns(
    folder,
    ['read', 'floor', 'sheetjs', 'save', 'exceljsLoad', 'exceljsWrite'].map((task) => ({
      task,
      files: { [task]: main },
    })),
    rounds,
  );
  const memory = JSON.parse(runChild(script('memory.mjs'), [folder, main]).output);
  const scaling = await inTurns(folder, [{ task: 'read', files: Object.fromEntries(plans) }], scalingRounds, {
    mean: true,
  });
  const cold = JSON.parse(runChild(script('cold.mjs'), [folder, main, String(rounds)]).output);
  const perItem = sizes.map((size) => scaling[size] / size);
  const exponent = exponentOf(
    sizes,
    sizes.map((size) => scaling[size]),
  );
  const exceljsSave = speed.exceljsLoad + speed.exceljsWrite;
  const rows = [
    [`reading ${memory.items} items, all fields`, ms(speed.read), '', undefined],
    [
      '  against ExcelJS load',
      `${share(ratio(speed.read, speed.exceljsLoad))} of ${ms(speed.exceljsLoad)}`,
      '1/8',
      speed.read * 8 <= speed.exceljsLoad,
    ],
    [
      '  against SheetJS read',
      `${share(ratio(speed.read, speed.sheetjs))} of ${ms(speed.sheetjs)}`,
      '1/4',
      speed.read * 4 <= speed.sheetjs,
    ],
    [
      '  against inflate and one saxes pass',
      `${share(ratio(speed.read, speed.floor))} of ${ms(speed.floor)}`,
      '1',
      speed.read <= speed.floor,
    ],
    ['saving one field of the open workbook', ms(speed.save), '', undefined],
    [
      '  against ExcelJS load and write',
      `${share(ratio(speed.save, exceljsSave))} of ${ms(exceljsSave)}`,
      '1/100',
      speed.save * 100 <= exceljsSave,
    ],
    ['peak memory of a process that reads', `${memory.peak.toFixed(0)} MB`, '110 MB', memory.peak <= 110],
    ...sizes.map((size, i) => [
      `reading ${size} items`,
      `${ms(scaling[size])}, ${perItem[i].toFixed(3)} ms an item`,
      '',
      undefined,
    ]),
    ['  grows as items to the power of (least squares)', exponent.toFixed(2), '1.05', exponent <= 1.05],
    ['cold: whole process of `read --json`', ms(cold.read), '', undefined],
    [
      '  against a script with ExcelJS',
      `${share(ratio(cold.read, cold.exceljs))} of ${ms(cold.exceljs)}`,
      '1/4',
      cold.read * 4 <= cold.exceljs,
    ],
  ];
  process.exitCode = printTable(rows) ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
