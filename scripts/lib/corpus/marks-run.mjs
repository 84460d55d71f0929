import { relative } from 'node:path';
import { runFiles } from './run-files.mjs';

/**
 * Puts marks into every kind of attribute and of text of each file, one file after the other, and publishes it (公開用に保存): a
 * mark that is still there has been told. Prints those that were not. True when there are none.
 */
export async function runMarks(folder, paths) {
  const child = new URL('try-marks.mjs', import.meta.url);
  const sum = { files: 0, marks: 0, told: 0, refused: 0, unsaid: 0 };
  const places = new Map();
  let broken = 0;
  await runFiles(paths, { seconds: 300, fresh: () => false, child, reuseBelow: 600 }, (answer) => {
    const name = relative(folder, answer.path);
    if (answer.outcome !== 'tried' && answer.outcome !== 'no form') {
      broken++;
      console.log(`${answer.outcome.padEnd(8)} ${name}: ${answer.detail}`);
    }
    const { tried } = answer;
    if (tried === undefined) return;
    sum.files++;
    sum.marks += tried.marks;
    sum.told += tried.told;
    sum.refused += tried.refused;
    for (const place of tried.unsaid) {
      sum.unsaid++;
      const kind = place.replaceAll(/\d+/g, '#');
      if (!places.has(kind)) console.log(`unsaid   ${name}: ${place}`);
      places.set(kind, (places.get(kind) ?? 0) + 1);
    }
  });
  console.log(
    `marks: ${sum.marks} in ${sum.files} files, ${sum.told} stay and are told, ${sum.refused} in parts that were refused with them, ${sum.unsaid} unsaid (${places.size} kinds of places)`,
  );
  return broken === 0 && sum.unsaid === 0;
}
