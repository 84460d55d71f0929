/** Feature classes: by the name of a part, or by what stands in a kind of part. */
const byName = {
  drawings: /^xl\/drawings\/drawing\d*\.xml$/i,
  charts: /^xl\/charts\/chart\d*\.xml$/i,
  images: /^xl\/media\//i,
  comments: /^xl\/(comments\/)?comments?\d*\.xml$/i,
  threadedComments: /^xl\/threadedcomments\//i,
  formControls: /^xl\/ctrlprops\//i,
  activeX: /^xl\/activex\//i,
  customXml: /^customxml\/item/i,
  printerSettings: /printersettings/i,
  externalLinks: /^xl\/externallinks\/externallink\d*\.xml$/i,
  macros: /vbaproject\.bin$/i,
  tables: /^xl\/tables\//i,
  pivots: /^xl\/pivottables\//i,
  slicers: /^xl\/slicers\//i,
  chartSheets: /^xl\/chartsheets\/sheet/i,
  oleObjects: /^xl\/embeddings\//i,
  calcChain: /^xl\/calcchain\.xml$/i,
  customProperties: /^docprops\/custom\.xml$/i,
};
const bySheet = {
  merges: /<(?:\w+:)?mergeCell\s/,
  conditionalFormats: /<(?:\w+:)?conditionalFormatting[\s>]/,
  conditionalFormatsX14: /<x14:conditionalFormatting[\s>]/,
  validations: /<(?:\w+:)?dataValidation\s/,
  validationsX14: /<x14:dataValidation\s/,
  pageSetup: /<(?:\w+:)?pageSetup\s/,
  pageBreaks: /<(?:\w+:)?(?:row|col)Breaks\s/,
  headersFooters: /<(?:\w+:)?headerFooter[\s>]/,
  sheetProtection: /<(?:\w+:)?sheetProtection\s/,
  hyperlinks: /<(?:\w+:)?hyperlink\s/,
  sparklines: /<x14:sparkline[\s>]/,
  frozenPanes: /state="frozen/,
  formulas: /<(?:\w+:)?f[\s>]/,
  arrayFormulas: /<(?:\w+:)?f\s[^>]*t="array"/,
  sharedFormulas: /<(?:\w+:)?f\s[^>]*t="shared"/,
  inlineStrings: /t="inlineStr"/,
  prefixedNames: /<\w+:worksheet[\s>]/,
};
const byStrings = {
  furigana: /<(?:\w+:)?rPh[\s>]/,
  richText: /<(?:\w+:)?r>/,
  japanese: /[\u3040-\u30ff\u4e00-\u9fff]/,
};
const byDrawing = {
  shapes: /<xdr:sp[\s>]/,
  textBoxes: /txBox="1"/,
  connectors: /<xdr:cxnSp[\s>]/,
  groups: /<xdr:grpSp[\s>]/,
};
const byWorkbook = {
  definedNames: /<(?:\w+:)?definedName\s/,
  workbookProtection: /<(?:\w+:)?workbookProtection\s/,
  date1904: /date1904="(?:1|true)"/,
  strict: /purl\.oclc\.org\/ooxml/,
};

/** The feature classes that a package has. */
export function featuresOf(pkg) {
  const found = new Set();
  const look = (table, text) => {
    for (const [name, pattern] of Object.entries(table)) if (!found.has(name) && pattern.test(text)) found.add(name);
  };
  for (const name of pkg.entryNames) {
    look(byName, name);
    const table = /^xl\/worksheets\/[^/]+\.xml$/i.test(name)
      ? bySheet
      : /sharedstrings\.xml$/i.test(name)
        ? byStrings
        : /^xl\/drawings\/drawing[^/]*\.xml$/i.test(name)
          ? byDrawing
          : /^xl\/workbook\d*\.xml$/i.test(name)
            ? byWorkbook
            : undefined;
    if (table === undefined) continue;
    try {
      look(table, pkg.text(name).text);
    } catch {
      found.add('damagedParts');
    }
  }
  return [...found];
}
