/** An attribute's value that is its text as it stands: no references, no white space but blanks. For `plainList`. */
export const plainValue = '[^"&<\\0-\\x1f\\ufffe\\uffff]*';
/** Character data that is its text as it stands. */
export const plainText = '[^<>&\\0-\\x1f\\ufffe\\uffff]*';

/** What readers pass to `readPlainList`: elements written just so, in the order in which Excel writes their attributes. */
export const plainList = (source: string): RegExp => new RegExp(source, 'y');

/**
 * Visits the whole elements that stand one right behind another from an offset on and are written as the pattern says, and gives
 * the offset behind the last. A large workbook names each of its hundreds of sheets in three lists; a scanner goes on behind what
 * was taken here (`continueAt`), and reads what is written in any other way.
 */
export function readPlainList(
  text: string,
  from: number,
  pattern: RegExp,
  visit: (match: RegExpExecArray) => void,
): number {
  let end = from;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    visit(match);
    end = pattern.lastIndex;
  }
  return end;
}
