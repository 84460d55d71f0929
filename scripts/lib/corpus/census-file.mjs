import { readFileSync } from 'node:fs';
import { scanSheet } from '../../../src-main/engine/paper/scan-sheet.ts';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import { countedInXml } from './census.mjs';

/** Child process of the corpus run: for each path, what its sheets hold beside what paper draws of it and what it tells. */
process.on('message', (/** @type {string} */ path) => {
  const started = performance.now();
  /** @type {{ outcome: string, detail?: string, lines?: ReturnType<typeof censusOf> }} */
  let answer;
  try {
    const opened = openPackage(readFileSync(path));
    answer = opened.ok ? { outcome: 'counted', lines: censusOf(opened.value) } : { outcome: 'refused' };
  } catch (error) {
    answer = { outcome: 'refused', detail: error instanceof Error ? error.message : String(error) };
  }
  process.send?.({
    path,
    ...answer,
    ms: performance.now() - started,
    megabytes: process.resourceUsage().maxRSS / 1024,
  });
});

/** One line for each kind and sheet: how many the XML has, paper draws, notes tell. */
function censusOf(pkg) {
  const lines = [];
  const book = openPaperBook(pkg);
  for (const { name, part } of book.sheets) {
    const xml = xmlOf(pkg, part);
    const found = countedInXml(xml);
    const geometry = book.geometry(part);
    const { notes } = layoutSheet(geometry, { policy: 'leave' });
    const told = (kind, what) =>
      notes.filter((note) => note.kind === kind && (what === undefined || note['what'] === what)).length;
    const held = Object.values(found.objects).reduce((sum, number) => sum + number, 0) + found.sparklines;
    const shapes = geometry.drawings.flatMap((one) => (one.kind === 'shape' ? [one.shape] : []));
    const gaps = shapes.filter(({ missing }) => missing !== undefined).length;
    lines.push({
      sheet: name,
      kind: 'objects',
      of: { ...found.objects, sparkline: found.sparklines },
      held,
      drawn: geometry.drawings.length - gaps - shapes.reduce((sum, { label }) => sum + partsBeside(label), 0),
      told: Math.min(gaps, told('picture')),
    });
    const read = scanSheet(xml.sheet).conditional.length;
    const unknown = told('rule');
    lines.push({
      sheet: name,
      kind: 'rules',
      of: {},
      held: found.rules,
      drawn: Math.max(0, read - unknown),
      told: unknown,
    });
    for (const what of [...found.partly, ...found.setup])
      lines.push({
        sheet: name,
        kind: `partly: ${what}`,
        of: {},
        held: 1,
        drawn: 0,
        told: Math.min(1, told('partly', what)),
      });
  }
  return lines.filter(({ held }) => held > 0);
}

/** Shapes that a check box or option button is drawn with beside its box: its words, and its mark. */
const partsBeside = (label) => (label.endsWith('（未選択）') ? 1 : /（(?:一部)?選択）$/u.test(label) ? 2 : 0);

function xmlOf(pkg, part) {
  const sheet = pkg.text(part).text;
  const id = /<(?:\w+:)?drawing [^>]*r:id="([^"]+)"/u.exec(sheet)?.[1];
  const drawing = pkg.relationships(part).find((one) => one.id === id && !one.external)?.target;
  if (drawing === undefined || !pkg.has(drawing)) return { sheet, drawing: '', charts: [] };
  const charts = pkg
    .relationships(drawing)
    .filter((one) => one.type === 'chart' && !one.external && pkg.has(one.target))
    .map((one) => pkg.text(one.target).text);
  return { sheet, drawing: pkg.text(drawing).text, charts };
}
