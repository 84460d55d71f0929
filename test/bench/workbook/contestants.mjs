import fs from 'node:fs';
import path from 'node:path';
import { inflateAndSaxes } from './floor.mjs';
import { median } from './measure.mjs';
import { touchFields } from './touch-fields.mjs';

/**
 * What is measured, by name: each makes ready what its runs need (its own modules only) and gives what one run does.
 * `folder` holds the bundled engine, `bytes` is the workbook.
 */
export const contestants = {
  async read(folder, bytes) {
    const { openWorkbook } = await engine(folder, 'open');
    return () => touchFields(openWorkbook(bytes));
  },
  async floor(_folder, bytes) {
    return () => inflateAndSaxes(bytes);
  },
  async sheetjs(_folder, bytes) {
    const { default: XLSX } = await import('xlsx');
    return () => XLSX.read(bytes);
  },
  async exceljsLoad(_folder, bytes) {
    const { default: ExcelJS } = await import('exceljs');
    return () => new ExcelJS.Workbook().xlsx.load(bytes);
  },
  async exceljsWrite(_folder, bytes) {
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes);
    return () => workbook.xlsx.writeBuffer();
  },
  async save(folder, bytes) {
    const { openWorkbook } = await engine(folder, 'open');
    const { patchWorkbook } = await engine(folder, 'save');
    const opened = openWorkbook(bytes);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const item = opened.value.items[Math.floor(opened.value.items.length / 2)];
    let turn = 0;
    return () => {
      turn += 1;
      const saved = patchWorkbook(opened.value, [{ item: item.key, path: 'title', text: `題名 ${turn}` }]);
      if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    };
  },
};

const engine = (folder, name) => import(path.join(folder, `${name}.js`));

/**
 * As a process: `NAME FOLDER FILE…`; each message asks for at least so many `runs` on one of the files (`which`) that take at least
 * so many milliseconds (`last`) together, and is answered with their median, or `mean`, in milliseconds.
 * By the clock, as people wait: what the garbage collector's own threads do is waited for too, so the machine must be quiet.
 */
if (process.send !== undefined) {
  const [name, folder, ...files] = process.argv.slice(2);
  const prepared = [];
  for (const file of files) prepared.push(await contestants[name](folder, fs.readFileSync(file)));
  process.on('message', async ({ runs, last, which, mean }) => {
    const run = prepared[which];
    const times = [];
    const began = performance.now();
    while (times.length < runs || performance.now() - began < last) {
      const start = performance.now();
      await run();
      times.push(performance.now() - start);
    }
    process.send(mean ? times.reduce((sum, time) => sum + time, 0) / times.length : median(times));
  });
  process.send('ready');
}
