/**
 * What a sheet's parts hold that paper must show or tell, counted by expression in the XML, not by the program's reading.
 * Hidden drawings and those that are not to be printed do not count.
 */

/** Branches for programs that do not know the newer one. */
const withoutFallback = (xml) => xml.replace(/<mc:Fallback>[^]*?<\/mc:Fallback>|<mc:Fallback\/>/gu, '');
const count = (xml, pattern) => (xml.match(pattern) ?? []).length;
/** How many there are, each once, of those that are printed. */
const idsOf = (xml, element) => {
  const printed = xml.replace(
    new RegExp(`<(?:\\w+:)?${element} [^>]*>\\s*<(?:\\w+:)?\\w+Pr [^>]*\\bprint="(?:0|false)"`, 'gu'),
    '',
  );
  return new Set(
    [...printed.matchAll(new RegExp(`<(?:\\w+:)?${element} [^>]*shapeId="(\\d+)"`, 'gu'))].map(([, id]) => id),
  ).size;
};

/** What of a drawing paper leaves out and tells: by its sign in the XML. */
const partly = {
  highlight: /<a:highlight>/u,
  effect: /<a:(?:outerShdw|innerShdw|prstShdw|glow|reflection|softEdge)\b/u,
  'trend-line': /<c:trendline>/u,
  'error-bars': /<c:errBars>/u,
  'chart-shapes': /<c:userShapes\b/u,
  flat: /<c:(?:bar|line|area|pie)3DChart>/u,
};

/** A sheet's drawing without what is hidden or not printed. */
function printedDrawing(xml) {
  return withoutFallback(xml)
    .replace(/<(xdr:)?(twoCellAnchor|oneCellAnchor|absoluteAnchor)\b[^]*?<\/(?:xdr:)?\2>/gu, (anchor) =>
      /fPrintsWithSheet="(?:0|false)"/u.test(anchor) ? '' : anchor,
    )
    .replace(/<(?:xdr:)?(sp|cxnSp|pic|graphicFrame|grpSp)\b[^]*?<\/(?:xdr:)?\1>/gu, (one) =>
      /^<[^>]*>\s*<(?:xdr:)?nv\w+>\s*<(?:xdr:)?cNvPr [^>]*hidden="(?:1|true)"/u.test(one) ? '' : one,
    );
}

/**
 * @param {{ sheet: string, drawing: string, charts: readonly string[] }} xml the texts of the sheet's part, its drawing's, its charts'
 * @returns {{ objects: Record<string, number>, rules: number, sparklines: number, partly: readonly string[], setup: readonly string[] }}
 */
export function countedInXml({ sheet, drawing, charts }) {
  const drawn = printedDrawing(drawing);
  const plain = withoutFallback(sheet);
  const frames = drawn.match(/<(?:xdr:)?graphicFrame\b[^]*?<\/(?:xdr:)?graphicFrame>/gu) ?? [];
  const chart = frames.filter((frame) => /drawingml\/2006\/chart"/u.test(frame)).length;
  const printOptions = /<(?:\w+:)?printOptions\b[^>]*>/u.exec(sheet)?.[0] ?? '';
  return {
    objects: {
      shape: count(drawn, /<(?:xdr:)?sp[ >]/gu),
      connector: count(drawn, /<(?:xdr:)?cxnSp[ >]/gu),
      picture: count(drawn, /<(?:xdr:)?pic[ >]/gu),
      chart,
      other: frames.length - chart + count(drawn, /<(?:xdr:)?contentPart\b/gu),
      control: idsOf(plain, 'control'),
      object: idsOf(plain, 'oleObject'),
    },
    rules: count(sheet, /<(?:\w+:)?cfRule[ >]/gu),
    sparklines: count(sheet, /<(?:\w+:)?sparkline>/gu),
    partly: Object.entries(partly).flatMap(([what, sign]) =>
      [drawn, ...charts].some((xml) => sign.test(xml)) ? [what] : [],
    ),
    setup: /\bheadings="(?:1|true)"/u.test(printOptions) ? ['headings'] : [],
  };
}
