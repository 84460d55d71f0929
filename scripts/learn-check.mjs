// Learns each family of KOHYO_SHARED/forms from all its workbooks but the last and tells how well it reads that one and the
// drifted one: `node scripts/learn-check.mjs [FAMILY] [--wrong]`.
import { join } from 'node:path';
import process from 'node:process';

const shared = process.env['KOHYO_SHARED'];
if (shared === undefined) {
  console.log('skipped: KOHYO_SHARED names no folder');
  process.exit(0);
}
const { familiesIn, scoreFamily } = await import('../test/main/engine/learn/score.ts');
const root = join(shared, 'forms');
const only = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';
const percent = (share) => `${(100 * share).toFixed(1)}%`;
console.log('family | file | fields | cell+text | label+kind | unknown | untold | findings | doubts');
for (const family of familiesIn(root).filter((name) => name.startsWith(only))) {
  const { learned, scores } = scoreFamily(root, family);
  for (const one of scores) {
    console.log(
      `${family} | ${one.file} | ${one.fields} | ${percent(one.texts)} | ${percent(one.kinds)} | ${percent(one.unknown)} | ${one.untold} | ${one.findings.length} | ${learned.doubts.length}`,
    );
    if (process.argv.includes('--wrong'))
      for (const line of [...one.findings, ...one.wrong].slice(0, 30)) console.log(`    ${line}`);
  }
}
