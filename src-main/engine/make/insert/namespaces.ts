/** Namespaces of the two conformance classes (ECMA-376 part 1 annex A, part 4): strict, transitional. */
const pairs = [
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'],
  [
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  ],
  [
    'http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing',
    'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
  ],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'http://schemas.openxmlformats.org/drawingml/2006/chart'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
] as const;

export const isStrict = (workbook: string): boolean => workbook.includes(pairs[0][0]);

/** A part's text in the conformance class of the workbook that it goes into. */
export function convertClass(text: string, strict: boolean): string {
  return pairs.reduce(
    (done, [hard, soft]) => (strict ? done.replaceAll(soft, hard) : done.replaceAll(hard, soft)),
    text,
  );
}
