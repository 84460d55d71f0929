import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { filledItem } from '../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

/**
 * Paper: PDF of 100 items by the command line (Electron's start included) against LibreOffice's conversion of the same
 * workbook, by the clock and, told beside it, by processor time; memory while 300 items are printed, against 100. The preview
 * has a benchmark of its own. Needs the built program. Without LibreOffice its part is left out, and said so.
 */
const limits = { libreOffice: 1, memory: 1.15 };
const rounds = 5;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-print-bench-'));
const plan = (count) =>
  fixtureWorkbook({
    items: Array.from({ length: count }, (_, i) => filledItem(i + 1, [2025, 2026])),
    cover: false,
    instructions: false,
    rollUp: false,
    listSheet: false,
    lists: 'none',
  }).bytes;
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const missed = [];

function print(file) {
  const started = performance.now();
  const done = spawnSync(process.execPath, [cli, 'print', file, '--out', path.join(folder, 'ours.pdf')], {
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return { time: performance.now() - started, report: JSON.parse(done.stdout.slice(done.stdout.indexOf('{'))) };
}

/** Milliseconds by the clock, and seconds of processor time as the shell counts them, where there is one. */
function libreOffice(file) {
  const command = [
    'soffice',
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    file,
  ];
  const started = performance.now();
  const done = spawnSync('bash', ['-c', 'time -p "$@"', 'bash', ...command], { encoding: 'utf8' });
  const time = performance.now() - started;
  const seconds = [...(done.stderr ?? '').matchAll(/^(?:user|sys) ([\d.]+)$/gmu)].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );
  return done.status === 0 && fs.existsSync(path.join(folder, 'plan-100.pdf')) ? { time, seconds } : undefined;
}

try {
  const files = Object.fromEntries([100, 300].map((count) => [count, path.join(folder, `plan-${count}.xlsx`)]));
  for (const [count, file] of Object.entries(files)) fs.writeFileSync(file, plan(Number(count)));
  print(files[100]);
  libreOffice(files[100]);
  const own = [];
  const theirs = [];
  // In turns, so that whatever else the machine does meets both.
  for (let round = 0; round < rounds; round += 1) {
    own.push(print(files[100]));
    const their = libreOffice(files[100]);
    if (their !== undefined) theirs.push(their);
  }
  const ours = median(own.map(({ time }) => time));
  if (theirs.length === 0)
    console.log(`PDF of 100 items: ${ours.toFixed(0)} ms; LibreOffice is not installed, not compared`);
  else {
    const their = median(theirs.map(({ time }) => time));
    const ratio = ours / their;
    const seconds = (list) => `${median(list).toFixed(1)} s of processor time`;
    console.log(
      `PDF of 100 items: ${ours.toFixed(0)} ms (${seconds(own.map(({ report }) => report.processorTime))} in Electron), LibreOffice ${their.toFixed(0)} ms (${seconds(theirs.map((one) => one.seconds))}): ${ratio.toFixed(2)} (limit ${limits.libreOffice})`,
    );
    if (ratio > limits.libreOffice) missed.push('PDF against LibreOffice');
  }

  const large = print(files[300]);
  const growth = large.report.peakMemory / own[0].report.peakMemory;
  console.log(
    `memory of all processes: 100 items ${own[0].report.peakMemory} MB, 300 items ${large.report.peakMemory} MB in ${large.time.toFixed(0)} ms: ${growth.toFixed(2)} (limit ${limits.memory} for thrice the pages: the workbook itself is three times as large)`,
  );
  if (growth > limits.memory) missed.push('memory');
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
if (missed.length > 0) console.log(`missed: ${missed.join(', ')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
