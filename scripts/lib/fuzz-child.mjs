import { runFuzzCase } from '../../test/main/engine/fuzz/fuzz-case.ts';

/** Child process of `npm run fuzz`: cases from one seed to another, an answer for each. */
const [from, end] = process.argv.slice(2).map(Number);
for (let seed = from; seed < end; seed++) {
  const outcome = runFuzzCase(seed);
  const { maxRSS } = process.resourceUsage();
  await new Promise((sent) => process.send?.({ seed, ...outcome, megabytes: maxRSS / 1024 }, sent));
}
process.exit(0);
