import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzzLaws } from './lib/fuzz-laws.mjs';
import { fuzzLedger } from './lib/fuzz-ledger.mjs';

/**
 * `npm run fuzz [-- --cases N] [--laws N] [--law TEXT] [--files N] [--seed S]`: three things for longer than `npm test` has time for.
 *
 * 1. The laws of the merge (test/helpers/all-laws.ts), a million cases each unless `--laws` says otherwise; `--law` takes those
 *    whose name holds TEXT. A failure prints the variables that bring its smallest case back in `npx vitest run`.
 * 2. The ledger of the exchange over real files (test/main/exchange/ledger.test.ts), 20,000 cases unless `--files` says otherwise.
 *    `KOHYO_SEED=… npx vitest run test/main/exchange/ledger` repeats one.
 * 3. The cases of test/main/engine/fuzz (default 50,000), in child processes that may not hang or grow: a case that takes more
 *    than 10 s, ends its process or brings it above 500 MB counts as a failure like a wrong answer. Prints the seed of each;
 *    `KOHYO_SEED=… KOHYO_CASES=0 npx vitest run test/main/engine/fuzz` repeats one.
 *
 * Exit status 1 if any failed.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    laws: { type: 'string' },
    law: { type: 'string' },
    files: { type: 'string' },
    seed: { type: 'string' },
  },
});
const cases = Number(values.cases ?? 50_000 * Number(process.env.KOHYO_CASES ?? 1));
const first = Number(values.seed ?? process.env.KOHYO_SEED ?? Math.floor(Math.random() * 2 ** 31));
const laws = Number(values.laws ?? 1_000_000 * Number(process.env.KOHYO_CASES ?? 1));
const files = Number(values.files ?? 20_000 * Number(process.env.KOHYO_CASES ?? 1));
if (![cases, laws, files, first].every(Number.isInteger)) {
  console.error('usage: npm run fuzz [-- --cases N] [--laws N] [--law TEXT] [--files N] [--seed S]');
  process.exit(2);
}
const batch = 500;
const limits = { milliseconds: 10_000, megabytes: 500 };
const child = fileURLToPath(new URL('lib/fuzz-child.mjs', import.meta.url));

console.log(
  `fuzz: ${laws} cases of each law of the merge, ${files} of the ledger over files, then ${cases} workbooks, from seed ${first}`,
);
const broken =
  (laws > 0 ? await fuzzLaws(laws, first, values.law) : 0) + (files > 0 ? await fuzzLedger(files, first) : 0);
const kinds = {};
let failed = 0;
let largest = 0;
for (let from = first; from < first + cases; from += batch) {
  let next = from;
  const end = Math.min(from + batch, first + cases);
  while (next < end) next = await runBatch(next, end);
  if (((from - first) / batch) % 10 === 9)
    console.log(`${end - first} cases, ${failed} failed ${JSON.stringify(kinds)}`);
}
console.log(
  `fuzz: ${cases} cases, ${failed} failed, ${JSON.stringify(kinds)}, largest process ${Math.round(largest)} MB`,
);
process.exitCode = failed + broken === 0 ? 0 : 1;

function fail(seed, text) {
  failed++;
  console.log(`KOHYO_SEED=${seed}: ${text}`);
}

/** Runs cases in one process until the end or until one of them breaks it; gives the seed to go on with. */
function runBatch(from, end) {
  return new Promise((resolve) => {
    const worker = fork(child, [String(from), String(end)], {
      execArgv: ['--max-old-space-size=400', '--disable-warning=ExperimentalWarning'],
    });
    let seed = from; // The case that is running.
    let timer;
    let passOver = false;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        fail(seed, `no answer within ${limits.milliseconds / 1000} s`);
        passOver = true;
        worker.kill('SIGKILL');
      }, limits.milliseconds);
    };
    watch();
    worker.on('message', (/** @type {any} */ answer) => {
      watch();
      seed = answer.seed + 1;
      kinds[answer.kind] = (kinds[answer.kind] ?? 0) + 1;
      largest = Math.max(largest, answer.megabytes);
      if (answer.problem) fail(answer.seed, `${answer.mutations.join(', ')}\n  ${answer.problem}`);
      else if (answer.megabytes > limits.megabytes) {
        fail(answer.seed, `process grew to ${Math.round(answer.megabytes)} MB: ${answer.mutations.join(', ')}`);
        worker.kill('SIGKILL');
      }
    });
    worker.on('exit', (code, signal) => {
      clearTimeout(timer);
      const crashed = code !== 0 && signal !== 'SIGKILL';
      if (crashed) fail(seed, `process ended: ${code ?? signal}`);
      resolve(code === 0 ? end : seed + (crashed || passOver ? 1 : 0));
    });
  });
}
