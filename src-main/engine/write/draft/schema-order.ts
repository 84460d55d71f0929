import { token, XmlScanner } from '../../xml/scanner.ts';

/** The children of `<worksheet>` in the order that the schema asks for (CT_Worksheet, ECMA-376 part 1, 18.3.1.99). */
const worksheetOrder = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
] as const;

/** The children of `<workbook>` in the schema's order (CT_Workbook, 18.2.27). */
const workbookOrder = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
] as const;

/**
 * A worksheet part with a child of its root put at its place in the schema's order, in the place of the one that was
 * there. Children that the schema does not know (`mc:AlternateContent`) stand where their content would.
 *
 * @param make the element's markup with the prefix of the part's own elements, `''` or `x:`.
 */
export const withWorksheetChild = (
  text: string,
  name: (typeof worksheetOrder)[number],
  make: (prefix: string) => string,
): string => withChild(text, worksheetOrder, name, make);

/** As `withWorksheetChild`, of a workbook part. */
export const withWorkbookChild = (
  text: string,
  name: (typeof workbookOrder)[number],
  make: (prefix: string) => string,
): string => withChild(text, workbookOrder, name, make);

function withChild(text: string, order: readonly string[], name: string, make: (prefix: string) => string): string {
  const wanted = order.indexOf(name);
  const s = new XmlScanner(text);
  let prefix = '';
  let root: { readonly start: number; readonly end: number; readonly name: string } | undefined;
  let place = 0;
  let later = false;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) {
      prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      if (s.selfClosing) root = { start: s.start, end: s.end, name: s.qualifiedName };
      place = s.end;
      continue;
    }
    const { start } = s;
    const rank = rankOf(s, order);
    if (rank === wanted) return text.slice(0, start) + make(prefix) + text.slice(s.end);
    later ||= rank > wanted;
    if (rank >= 0 && !later) place = s.end;
  }
  if (root === undefined) return text.slice(0, place) + make(prefix) + text.slice(place);
  const opening = text.slice(root.start, root.end).replace(/\s*\/>$/, '>');
  return `${text.slice(0, root.start)}${opening}${make(prefix)}</${root.name}>${text.slice(root.end)}`;
}

/** The rank of a root's child: its own, else the highest of what stands in it; ends at its `close`. */
function rankOf(s: XmlScanner, order: readonly string[]): number {
  const own = order.indexOf(s.local);
  const { depth } = s;
  if (own >= 0 || s.selfClosing) {
    s.skip();
    return own;
  }
  let rank = -1;
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next())
    if (t === token.open) rank = Math.max(rank, order.indexOf(s.local));
  return rank;
}
