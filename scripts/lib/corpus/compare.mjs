import { entryText, rawEntries } from './raw-zip.mjs';

const cellPattern = /<((?:[\w.-]+:)?)c(?=[\s/>])[^>]*?(?:\/>|>[\s\S]*?<\/\1c\s*>)/g;

/** A part cut into its cells and what stands between them. */
function cut(text) {
  const cells = text.match(cellPattern) ?? [];
  return { cells, between: text.split(cellPattern).filter((_, n) => n % 2 === 0) };
}

const isFormula = (cell) => /<(?:[\w.-]+:)?f[\s/>]/.test(cell);
const withoutCalculation = (text) =>
  text.replace(/<((?:[\w.-]+:)?)calcPr\b[^>]*?(?:\/>|>\s*<\/\1calcPr>)/, '').replace(/\s+/g, ' ');

/**
 * What a patch of one cell changed beyond what it may: all other entries must have the same compressed bytes; in sheets
 * only the cell meant and results of formulas may differ; in the workbook part only the calculation settings.
 * Gives the differences in words, none if all is well.
 */
export function differences(before, after, sheet, address, text) {
  const old = rawEntries(before);
  const now = rawEntries(after);
  const found = [];
  if ([...old.keys()].join('\n') !== [...now.keys()].join('\n')) found.push('the list of entries');
  for (const [key, entry] of old) {
    const other = now.get(key);
    if (other === undefined || (entry.method === other.method && entry.packed.equals(other.packed))) continue;
    const oldText = entryText(entry);
    const newText = entryText(other);
    if (/workbook\d*\.xml$/.test(key)) {
      if (withoutCalculation(oldText) !== withoutCalculation(newText)) found.push(entry.name);
    } else
      found.push(...sheetDifferences(entry.name, oldText, newText, key === sheet.toLowerCase() ? address : undefined));
  }
  const cell = cut(entryText(now.get(sheet.toLowerCase()))).cells.filter(
    (one) => one.includes(text) && !isFormula(one),
  );
  if (cell.length !== 1 || !/t="inlineStr"/.test(cell[0]))
    found.push(`${sheet}: the new text stands in ${cell.length} cells`);
  return found;
}

function sheetDifferences(name, oldText, newText, address) {
  const old = cut(oldText);
  const now = cut(newText);
  if (old.cells.length !== now.cells.length) return [`${name}: number of cells`];
  const found = old.between.every((text, n) => text === now.between[n]) ? [] : [`${name}: outside of cells`];
  let meant = 0;
  for (const [n, cell] of old.cells.entries()) {
    if (cell === now.cells[n] || (isFormula(cell) && isFormula(now.cells[n]))) continue;
    const reference = /\sr\s*=\s*["']([A-Z]+\d+)["']/.exec(cell)?.[1];
    if (address !== undefined && (reference ?? address) === address) meant++;
    else found.push(`${name}: cell ${reference}`);
  }
  if (address !== undefined && meant !== 1) found.push(`${name}: ${meant} cells of the address`);
  return found;
}
