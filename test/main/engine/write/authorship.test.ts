import { expect, it } from 'vitest';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { readAuthorship, writeAuthorship } from '../../../../src-main/engine/write/marks/authorship.ts';
import { PackageDraft } from '../../../../src-main/engine/write/draft/package-draft.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';

const core = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${inner}</cp:coreProperties>`;
const saved = { who: '市民窓口課 <港&花>', when: '2026-12-01T02:03:04.567Z' };

it.each([
  [
    'filled',
    '<cp:lastModifiedBy>政策企画課</cp:lastModifiedBy><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified>',
  ],
  ['empty', '<cp:lastModifiedBy/><dcterms:modified xsi:type="dcterms:W3CDTF"></dcterms:modified>'],
])('the name and time of a returned file are those of who saved it: %s', (_, inner) => {
  const opened = openPackage(fixtureWorkbook().bytes);
  if (!opened.ok) throw new Error('the fixture does not open');
  const part = opened.value.relationships('').find(({ type }) => type === 'core-properties')?.target;
  // The fixture has no properties: then there is nothing to keep true.
  if (part === undefined) {
    const editor = new PackageDraft(opened.value);
    editor.put('docProps/core.xml', core(inner));
    editor.relate(
      '',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
      'docProps/core.xml',
    );
    editor.declare('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml');
    const withCore = openPackage(editor.bytes());
    if (!withCore.ok) throw new Error('the fixture does not open again');
    const second = new PackageDraft(withCore.value);
    writeAuthorship(second, saved);
    const again = openPackage(second.bytes());
    expect(again.ok && readAuthorship(again.value)).toEqual({ who: saved.who, when: '2026-12-01T02:03:04Z' });
    return;
  }
  const editor = new PackageDraft(opened.value);
  editor.put(part, core(inner));
  const changed = openPackage(editor.bytes());
  if (!changed.ok) throw new Error('the fixture does not open again');
  const second = new PackageDraft(changed.value);
  writeAuthorship(second, saved);
  const again = openPackage(second.bytes());
  expect(again.ok && readAuthorship(again.value)).toEqual({ who: saved.who, when: '2026-12-01T02:03:04Z' });
});
