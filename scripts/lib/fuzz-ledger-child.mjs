/** Child process of `npm run fuzz`: cases of the ledger over files from one seed. Sends for each what it found. */
// Not by name: the scripts' types would have the whole program checked once more.
const { LedgerRun } = await import(new URL('../../test/main/exchange/ledger-cases.ts', import.meta.url).href);
const [first, count] = process.argv.slice(2).map(Number);
const run = await new LedgerRun().open();
for (let seed = first; seed < first + count; seed += 1) {
  const found = await run.problems(seed).catch((error) => ({ used: [], problems: [String(error)] }));
  await new Promise((sent) => process.send?.({ seed, ...found }, sent));
}
run.close();
process.disconnect?.();
