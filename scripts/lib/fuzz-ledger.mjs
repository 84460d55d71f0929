import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('fuzz-ledger-child.mjs', import.meta.url));
/** Cases of one process: its memory stays small, and a failure is told at once. */
const piece = 500;

/**
 * The law of the ledger over real files (test/main/exchange/ledger.test.ts) for `cases` cases from a seed, one process a core.
 * Prints every broken case and, at the end, how often each habit came.
 *
 * @returns how many cases are broken.
 */
export async function fuzzLedger(cases, first) {
  const pieces = Array.from({ length: Math.ceil(cases / piece) }, (_, index) => ({
    first: first + index * piece,
    count: Math.min(piece, cases - index * piece),
  }));
  const counts = {};
  let [done, broken] = [0, 0];
  const take = ({ seed, used, problems }) => {
    done += 1;
    for (const name of new Set(used)) counts[name] = (counts[name] ?? 0) + 1;
    if (problems.length > 0) {
      broken += 1;
      console.log(`ledger: KOHYO_SEED=${seed} ${JSON.stringify(used)}\n  ${problems.join('\n  ')}`);
    }
    if (done % 1000 === 0) console.log(`ledger: ${done} cases, ${broken} broken`);
  };
  const work = async () => {
    for (let next = pieces.shift(); next !== undefined; next = pieces.shift()) {
      const ended = await runPiece(next, take);
      if (!ended) broken += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const shares = Object.entries(counts).map(([name, count]) => `${name} ${((100 * count) / done).toFixed(1)} %`);
  console.log(`ledger: ${done} cases from seed ${first}, ${broken} broken; ${shares.join(', ')}`);
  return broken;
}

function runPiece({ first, count }, take) {
  return new Promise((resolve) => {
    const worker = fork(child, [String(first), String(count)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.on('message', take);
    worker.on('exit', (code) => {
      if (code !== 0) console.log(`ledger: the process of the cases from ${first} ended with ${code}`);
      resolve(code === 0);
    });
  });
}
