/**
 * The units that merge whole: lines, and bullets with their indented continuation lines. Words never merge, since two
 * edits of one sentence would join into a sentence that nobody wrote.
 */

/** ・ and its kin, enclosed numbers (①, ⑴, ❶), `1.` `１）` `(1)` `ア）`, at the start of a line. */
const bullet =
  /^[\s]*(?:[・･•●○◎■□◆◇▪▶►※＊*＋+–—―‐－-]|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]|[(（]?[0-9０-９]{1,2}[)）.．、]|[(（]?[ア-ンa-zA-Zａ-ｚＡ-Ｚ][)）])/u;

const indented = /^[\s]+[^\s]/u;

/** Splits a text with `\n` line ends into units; `units.join('\n')` is the text again. */
export function splitUnits(text: string): readonly string[] {
  const units: string[] = [];
  let inBullet = false;
  for (const line of text.split('\n')) {
    if (bullet.test(line)) {
      units.push(line);
      inBullet = true;
    } else if (inBullet && indented.test(line)) {
      units[units.length - 1] += `\n${line}`;
    } else {
      units.push(line);
      inBullet = false;
    }
  }
  return units;
}

export const joinUnits = (units: readonly string[]): string => units.join('\n');
