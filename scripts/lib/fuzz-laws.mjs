import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { allLaws } from '../../test/helpers/all-laws.ts';

const child = fileURLToPath(new URL('fuzz-laws-child.mjs', import.meta.url));
/** Cases of one process: few enough that a failure is told soon. */
const piece = 100_000;

/**
 * Checks every law of the merge (test/helpers/all-laws.ts) with `cases` cases, fewer where a law says so, in pieces with
 * seeds of their own, one process a core. Prints for each law how many ran.
 *
 * @returns how many pieces failed.
 */
export async function fuzzLaws(cases, first, only = '') {
  let failed = 0;
  for (const { name, share = 1 } of allLaws.filter((each) => each.name.includes(only))) {
    const wanted = Math.max(1, Math.round(cases * share));
    const pieces = Array.from({ length: Math.ceil(wanted / piece) }, (_, index) => ({
      seed: first + index,
      count: Math.min(piece, wanted - index * piece),
    }));
    const start = performance.now();
    let bad = 0;
    const work = async () => {
      for (let next = pieces.shift(); next !== undefined; next = pieces.shift()) if (!(await check(name, next))) bad++;
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    console.log(
      `law: ${wanted} cases, ${bad} pieces failed, ${((performance.now() - start) / 1000).toFixed(0)} s: ${name}`,
    );
    failed += bad;
  }
  return failed;
}

function check(name, { seed, count }) {
  return new Promise((resolve) => {
    const job = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', child, name, String(count), String(seed)],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    job.on('exit', (code) => resolve(code === 0));
  });
}
