import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import { zip } from '../../../helpers/zip.ts';

const base = fixtureWorkbook({ items: 2 });
const sheet = [...base.parts.keys()].find((name) => name.endsWith('sheet4.xml')) ?? '';
function changed(name: string, change: (xml: string) => string): Uint8Array {
  const parts = new Map(base.parts);
  const made = change(String(parts.get(name)));
  expect(made).not.toBe(parts.get(name));
  return zipParts(parts.set(name, made));
}
const warningsOf = (bytes: Uint8Array) => {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value.warnings.filter(({ kind }) => kind === 'damaged');
};

describe('what Excel would repair', () => {
  test('a style that the workbook does not hold is told with its cell, once a sheet', () => {
    expect(warningsOf(base.bytes)).toEqual([]);
    const bytes = changed(sheet, (xml) => xml.replaceAll(/(<c r="C\d+" s=")\d+"/gu, '$199999"'));
    expect(warningsOf(bytes)).toMatchObject([
      { kind: 'damaged', reason: 'style', cell: expect.stringMatching(/^C\d+$/u), values: { style: 99_999 } },
    ]);
  });

  test('two sheets of one name, in whatever case, are told', () => {
    const names = [...String(base.parts.get('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(
      (found) => found[1] ?? '',
    );
    const [first = '', second = ''] = names.slice(-2);
    const bytes = changed('xl/workbook.xml', (xml) =>
      xml.replace(`name="${first}"`, 'name="No.A"').replace(`name="${second}"`, 'name="no.a"'),
    );
    expect(warningsOf(bytes)).toMatchObject([{ reason: 'same-name', sheet: 'no.a' }]);
  });
});

describe('spreadsheets of OpenDocument', () => {
  const type = 'application/vnd.oasis.opendocument.spreadsheet';
  const package_ = (mimetype: string): Uint8Array =>
    zip([
      { name: 'mimetype', data: mimetype, stored: true },
      { name: 'content.xml', data: '<office:document-content/>' },
    ]);
  const flat = (mimetype: string): Uint8Array =>
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="${mimetype}"/>`,
    );
  test.each([
    ['.ods', package_(type), 'legacy-format', 'ods'],
    ['.ots', package_(`${type}-template`), 'legacy-format', 'ods'],
    ['.fods', flat(type), 'legacy-format', 'ods'],
    ['.odt', package_('application/vnd.oasis.opendocument.text'), 'not-a-workbook', 'other-content'],
    ['.fodt', flat('application/vnd.oasis.opendocument.text'), 'not-a-workbook', 'other-content'],
  ])('%s', (_, bytes, kind, reason) => {
    expect(openWorkbook(bytes)).toMatchObject({ ok: false, failure: { kind, reason } });
  });
});
