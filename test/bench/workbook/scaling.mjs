import fs from 'node:fs';
import path from 'node:path';
import { medians } from './measure.mjs';
import { touchFields } from './touch-fields.mjs';

/** Reading plans of several sizes in one process; prints medians by size as JSON. */
const [folder, rounds, ...files] = process.argv.slice(2);
const { openWorkbook } = await import(path.join(folder, 'open.js'));
const tasks = Object.fromEntries(
  files.map((file) => {
    const bytes = fs.readFileSync(file);
    return [path.basename(file), () => touchFields(openWorkbook(bytes))];
  }),
);
console.log(JSON.stringify(await medians(tasks, Number(rounds))));
