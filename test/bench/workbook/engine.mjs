import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { programInput, programOutput, programPackage } from '../../../scripts/lib/bundle-options.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

/**
 * Bundles what is measured into a folder of its own, as the program is bundled: `open.js`, `save.js`, `cli.js`, and
 * `fixture.js`, which makes plans of any size. Remove the folder when done.
 */
export async function bundleEngine() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-bench-'));
  const source = (...parts) => path.join(root, ...parts);
  const bundle = async (input) => {
    const made = await rolldown({ ...programInput, input, onLog: () => {} });
    await made.write({ dir: folder, ...programOutput });
    await made.close();
  };
  await bundle({
    open: source('src-main', 'engine', 'read', 'open.ts'),
    save: source('src-main', 'engine', 'write', 'save.ts'),
    fixture: source('test', 'helpers', 'fixture-workbook.ts'),
  });
  // By itself: what an entry has in common with others may come to stand in it, and the command line begins when it is loaded.
  await bundle({ cli: source('src-main', 'cli', 'main.ts') });
  fs.writeFileSync(path.join(folder, 'package.json'), programPackage);
  return folder;
}

/** Makes the plans of the given sizes once; the one of 300 items is the development workbook where KOHYO_SHARED names it. */
export async function makePlans(folder, sizes) {
  const { fixtureWorkbook } = await import(path.join(folder, 'fixture.js'));
  const given = path.join(process.env.KOHYO_SHARED ?? '', 'workbooks', 'large', 'plan-300.xlsx');
  const plans = new Map();
  for (const size of sizes) {
    const file = path.join(folder, `plan-${size}.xlsx`);
    fs.writeFileSync(file, fixtureWorkbook({ items: size }).bytes);
    plans.set(size, file);
  }
  const main = process.env.KOHYO_SHARED && fs.existsSync(given) ? given : plans.get(300);
  return { plans, main };
}
