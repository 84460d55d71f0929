import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, runChild } from './measure.mjs';

/**
 * `FOLDER FILE ROUNDS`: prints the medians, in milliseconds, of whole processes that read a workbook in turns: the program's own
 * `read --json` and a script with ExcelJS. A process of its own, since one that has bundled a program and made plans takes as long
 * again to start another.
 */
const [folder, file, rounds] = process.argv.slice(2);
const exceljs = path.join(path.dirname(fileURLToPath(import.meta.url)), 'cold-exceljs.mjs');
const times = { read: [], exceljs: [] };
for (let i = 0; i < Number(rounds); i += 1) {
  times.read.push(runChild(path.join(folder, 'cli.js'), ['read', file, '--json']).ms);
  times.exceljs.push(runChild(exceljs, [file]).ms);
}
process.stdout.write(JSON.stringify({ read: median(times.read), exceljs: median(times.exceljs) }));
