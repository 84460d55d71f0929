import fs from 'node:fs';
import path from 'node:path';
import { peakMemory } from './measure.mjs';
import { touchFields } from './touch-fields.mjs';

/** Reads a workbook as the program does and prints the peak memory of the process in MB. */
const [folder, file] = process.argv.slice(2);
const { openWorkbook } = await import(path.join(folder, 'open.js'));
const opened = openWorkbook(fs.readFileSync(file));
touchFields(opened);
console.log(JSON.stringify({ peak: peakMemory(), items: opened.value.items.length }));
