import { readFileSync } from 'node:fs';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';
import { PackageError } from '../../../src-main/engine/package/package-error.ts';
import { patchCell } from '../../../src-main/engine/write/patch/patch-cell.ts';
import { listSheets } from '../../../src-main/engine/book/workbook-sheets.ts';
import { formatAddress } from '../../../src-main/engine/book/address.ts';
import { cellKind, CellTable } from '../../../src-main/engine/book/cell-table.ts';
import { readSheetPart } from '../../../src-main/engine/book/sheet-part.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { XmlError } from '../../../src-main/engine/xml/xml-error.ts';
import { differences } from './compare.mjs';
import { featuresOf } from './features.mjs';

const newText = '個票の文章 <&> 𠮷 #corpus#';
const inFile = '個票の文章 &lt;&amp;&gt; 𠮷 #corpus#';

/**
 * Child process of the corpus run: for each path that it is sent, opens the workbook, changes its first string cell and
 * compares. A process of its own, so that a file can exhaust memory or hang without ending the run.
 */
process.on('message', (/** @type {string} */ path) => {
  const started = performance.now();
  let answer;
  try {
    answer = checkFile(readFileSync(path));
  } catch (error) {
    answer = { outcome: 'crashed', detail: error.stack ?? String(error) };
  }
  const { maxRSS } = process.resourceUsage();
  process.send?.({ path, ...answer, ms: performance.now() - started, megabytes: maxRSS / 1024 });
});

function checkFile(bytes) {
  const form = openWorkbook(bytes);
  const opened = openPackage(bytes);
  if (!opened.ok) {
    if (form.ok || form.failure.kind !== opened.failure.kind)
      return { outcome: 'crashed', detail: 'openWorkbook disagrees' };
    return { outcome: 'refused', detail: reason(opened.failure) };
  }
  const items = form.ok ? form.value.items.length : 0;
  const pkg = opened.value;
  let cell;
  try {
    cell = firstStringCell(pkg);
  } catch (error) {
    if (error instanceof PackageError) return { outcome: 'refused', detail: reason(error.failure) };
    throw error;
  }
  const features = featuresOf(pkg);
  if (cell.found === undefined) {
    return cell.damage ? { outcome: 'refused', detail: cell.damage } : { outcome: 'no string cell', features, items };
  }
  const { part, address } = cell.found;
  const patched = patchCell(pkg, part, address, newText);
  if (!patched.ok) {
    // Other parts of the package may be damaged or unsafe where its sheets are not; that is a refusal too.
    const refused =
      ['damaged', 'unsafe', 'too-large'].includes(patched.failure.kind) &&
      !form.ok &&
      form.failure.kind === patched.failure.kind;
    return {
      outcome: refused ? 'refused' : 'failed',
      detail: `${part} ${address}: ${reason(patched.failure)}`,
      features,
    };
  }
  const different = differences(bytes, patched.value.bytes, part, address, inFile);
  if (different.length > 0)
    return { outcome: 'failed', detail: `${part} ${address}: ${different.slice(0, 5).join('; ')}`, features };
  return { outcome: 'patched', features, items };
}

/** @param {import('../../../src-shared/failures/failures.ts').Failure} failure */
const reason = ({ kind, values }) => [kind, ...Object.values(values ?? {})].join(' ');

/** The first cell of a string that no formula gives, in the order of the tabs. */
function firstStringCell(pkg) {
  let damage;
  const table = new CellTable();
  for (const { part } of listSheets(pkg).sheets) {
    if (part === undefined) continue;
    try {
      readSheetPart(pkg.text(part).text, table);
    } catch (error) {
      if (!(error instanceof XmlError || error instanceof PackageError)) throw error;
      damage ??= `${part}: ${error.message}`;
      continue;
    }
    for (let n = 0; n < table.count; n++) {
      const kind = table.kind[n];
      const isString = kind === cellKind.shared || kind === cellKind.inline || kind === cellKind.text;
      if (isString && !table.formulas.has(n))
        return { found: { part, address: formatAddress(table.row[n], table.column[n]) } };
    }
  }
  return { damage };
}
