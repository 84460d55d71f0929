/**
 * Namespaces of SpreadsheetML, transitional and strict (ECMA-376 part 1 annex A and part 4). Readers ask these instead
 * of comparing one URI, so that both conformance classes read alike.
 */
export const isSpreadsheetNamespace = (uri: string): boolean =>
  uri === 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' ||
  uri === 'http://purl.oclc.org/ooxml/spreadsheetml/main';

export const isRelationshipNamespace = (uri: string): boolean =>
  uri === 'http://schemas.openxmlformats.org/officeDocument/2006/relationships' ||
  uri === 'http://purl.oclc.org/ooxml/officeDocument/relationships';
