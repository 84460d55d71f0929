import fs from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';
import { inflateAndSaxes } from './floor.mjs';
import { medians } from './measure.mjs';
import { touchFields } from './touch-fields.mjs';

/** In one process: reading against its peers, and saving one field against ExcelJS. Prints medians as JSON. */
const [folder, file, rounds] = process.argv.slice(2);
const { openWorkbook } = await import(path.join(folder, 'open.js'));
const { patchWorkbook } = await import(path.join(folder, 'save.js'));
const bytes = fs.readFileSync(file);
const opened = openWorkbook(bytes);
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const item = opened.value.items[Math.floor(opened.value.items.length / 2)];
let turn = 0;

const times = await medians(
  {
    read: () => touchFields(openWorkbook(bytes)),
    floor: () => inflateAndSaxes(bytes),
    sheetjs: () => XLSX.read(bytes),
    save: () => {
      turn += 1;
      const saved = patchWorkbook(opened.value, [{ item: item.key, path: 'title', text: `題名 ${turn}` }]);
      if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
    },
    exceljsLoad: () => new ExcelJS.Workbook().xlsx.load(bytes),
  },
  Number(rounds),
);
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.load(bytes);
const writing = await medians({ exceljsWrite: () => workbook.xlsx.writeBuffer() }, 5, 1);
console.log(JSON.stringify({ ...times, ...writing, items: opened.value.items.length }));
