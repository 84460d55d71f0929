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

/** Excel 2010's extensions: data validations and conditional formats that refer to other sheets. */
export const isX14Namespace = (uri: string): boolean =>
  uri === 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
/** `xm:f`, `xm:sqref` inside those extensions. */
export const isXmNamespace = (uri: string): boolean => uri === 'http://schemas.microsoft.com/office/excel/2006/main';
