import { relative } from 'node:path';
import { runFiles } from './run-files.mjs';

/**
 * Counts what the sheets hold, what paper draws of it and what it tells, by kind. Prints every sheet with something that is
 * neither. True when there is none.
 */
export async function runCensus(folder, paths) {
  const child = new URL('census-file.mjs', import.meta.url);
  const sums = new Map();
  const kinds = new Map();
  let files = 0;
  let silent = 0;
  await runFiles(paths, { seconds: 180, fresh: () => false, child, reuseBelow: 600 }, (answer) => {
    const name = relative(folder, answer.path);
    if (answer.outcome === 'crashed' || answer.outcome === 'hung') {
      silent++;
      console.log(`${answer.outcome.padEnd(8)} ${name}: ${answer.detail}`);
    }
    if (answer.outcome === 'counted') files++;
    for (const { sheet, kind, of, held, drawn, told } of answer.lines ?? []) {
      const sum = sums.get(kind) ?? { held: 0, drawn: 0, told: 0, silent: 0 };
      const missing = Math.max(0, held - drawn - told);
      sum.held += held;
      sum.drawn += Math.min(drawn, held);
      sum.told += told;
      sum.silent += missing;
      sums.set(kind, sum);
      for (const [what, number] of Object.entries(of)) kinds.set(what, (kinds.get(what) ?? 0) + number);
      if (missing === 0) continue;
      silent += missing;
      console.log(
        `silent   ${name} ${sheet}: ${kind}: ${held} held, ${drawn} drawn, ${told} told ${JSON.stringify(of)}`,
      );
    }
  });
  console.log(`objects: ${[...kinds].map(([what, number]) => `${number} ${what}`).join(', ')}`);
  for (const [kind, { held, drawn, told, silent: none }] of [...sums].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`${kind.padEnd(24)}${held} held, ${drawn} drawn, ${told} told, ${none} silent`);
  console.log(`paper: ${files} files counted, ${silent} silent`);
  return silent === 0;
}
