import { relative } from 'node:path';
import { runFiles } from './run-files.mjs';

/** Of the operations that are refused, how many there may be. */
const refusedAtMost = 0.01;

/**
 * Puts a form on each file and tries every operation on structure: no new violation of the package, no reference that moved
 * though it should not. Prints what went wrong and what was refused. True when all is well.
 */
export async function runOperations(folder, paths) {
  const child = new URL('try-operations.mjs', import.meta.url);
  const counts = new Map();
  const refusals = new Map();
  let files = 0;
  let tried = 0;
  let wrong = 0;
  let refused = 0;
  await runFiles(paths, { seconds: 300, fresh: () => false, child, reuseBelow: 600 }, (answer) => {
    const name = relative(folder, answer.path);
    if (answer.outcome !== 'tried' && answer.outcome !== 'no form') {
      wrong++;
      console.log(`${answer.outcome.padEnd(8)} ${name}: ${answer.detail}`);
    }
    if (answer.outcome === 'tried') files++;
    for (const { operation, kind, detail } of answer.outcomes ?? []) {
      tried++;
      const key = `${operation}: ${kind}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (kind === 'good') continue;
      console.log(`${kind.padEnd(8)} ${name}: ${operation}: ${detail}`);
      if (kind === 'wrong') wrong++;
      else {
        refused++;
        const why = detail.split(' ').slice(0, 2).join(' ');
        refusals.set(why, (refusals.get(why) ?? 0) + 1);
      }
    }
  });
  for (const [key, count] of [...counts].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`${key.padEnd(40)}${count}`);
  for (const [key, count] of refusals) console.log(`refused  ${key}: ${count}`);
  console.log(
    `operations: ${tried} on ${files} files, ${wrong} wrong, ${refused} refused (${tried === 0 ? 0 : ((refused / tried) * 100).toFixed(2)} %; at most ${refusedAtMost * 100} %)`,
  );
  return wrong === 0 && refused <= tried * refusedAtMost;
}
