import { expect, test } from 'vitest';
import { sentence } from '../../../../src-shared/failures/failures.ts';
import { activeContentWarnings } from '../../../../src-main/engine/book/active-content.ts';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { rewritePackage } from '../../../../src-main/engine/package/rewrite-package.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** What is warned about when these parts lie in a workbook. */
function warned(parts: Readonly<Record<string, string>>): readonly (readonly [string, unknown])[] {
  const plain = openPackage(fixtureWorkbook().bytes);
  if (!plain.ok) throw new Error('the fixture does not open');
  const add = new Map(Object.entries(parts).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const pkg = openPackage(rewritePackage(plain.value, { add }));
  if (!pkg.ok) throw new Error('the changed fixture does not open');
  const warnings = activeContentWarnings(pkg.value);
  for (const warning of warnings) expect(sentence(warning, 'ja')).not.toMatch(/[{}]/);
  return warnings.map(({ reason, values }) => [String(reason), values?.['count']]);
}

test('a plain workbook is warned about in no way', () => {
  expect(warned({})).toEqual([]);
});

test('macros, in any spelling of the part, old macro sheets, connections', () => {
  expect(warned({ 'xl/vbaProject.bin': 'x' })).toEqual([['macros', undefined]]);
  expect(warned({ 'xl/VBAPROJECT.BIN': 'x' })).toEqual([['macros', undefined]]);
  expect(warned({ 'xl/macrosheets/sheet1.xml': '<x/>' })).toEqual([['macros', undefined]]);
  expect(warned({ 'xl/connections.xml': `<connections ${main}/>` })).toEqual([['connections', undefined]]);
});

test('links that start programs are told from links to workbooks, with any prefix', () => {
  const book = `<externalLink ${main}><externalBook/></externalLink>`;
  const dde = `<externalLink ${main}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`;
  const prefixed =
    '<x:externalLink xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:oleLink progId="p"/></x:externalLink>';
  expect(
    warned({
      'xl/externalLinks/externalLink1.xml': book,
      'xl/externalLinks/externalLink2.xml': dde,
      'xl/externalLinks/externalLink3.xml': prefixed,
    }),
  ).toEqual([
    ['dde', 2],
    ['external-links', 1],
  ]);
});
