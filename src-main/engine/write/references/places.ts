/**
 * All places of a package that hold a formula or a reference as text, in one list: what moves, renames, cuts or compares
 * references goes by it. Names are local names: the same in SpreadsheetML (ECMA-376 part 1, 18), in DrawingML (20, 21),
 * in Excel's extensions (MS-XLSX 2.6, MS-ODRAWXML) and, for `Fmla…`, in VML (ECMA-376 part 4, 19.4.2).
 */
const formulaElements: ReadonlySet<string> = new Set([
  'f',
  'formula',
  'formula1',
  'formula2',
  'definedName',
  'calculatedColumnFormula',
  'totalsRowFormula',
  'FmlaLink',
  'FmlaRange',
  'FmlaPict',
  'FmlaTxbx',
  'FmlaGroup',
]);

/** Attributes of any element that hold one. */
const formulaAttributes: readonly string[] = [
  'textlink',
  'fmlaLink',
  'fmlaRange',
  'fmlaTxbx',
  'fmlaGroup',
  'linkedCell',
  'listFillRange',
  'cellRange',
  'sourceRef',
];

/** Attributes that hold one on certain elements only. */
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  hyperlink: ['location'],
  parameter: ['cell'],
  cfvo: ['val'],
};

/** Elements whose `sheet` names the sheet of their `ref`. */
export const sourceElements: ReadonlySet<string> = new Set(['dataRef', 'worksheetSource', 'rangeSet']);

interface Element {
  readonly local: string;
  attribute(name: string): string | undefined;
}

/** The attributes of an element that hold a formula or a reference. */
export function referenceAttributes(s: Element): readonly string[] {
  const own = attributesOf[s.local] ?? [];
  const names = s.local === 'cfvo' && s.attribute('type') !== 'formula' ? [] : own;
  return names.length === 0 ? formulaAttributes : [...names, ...formulaAttributes];
}

/** `c15:sqref` of a chart holds a formula, `xm:sqref` of a sheet areas of that sheet. */
export const isFormulaElement = (local: string, chart: boolean): boolean =>
  formulaElements.has(local) || (chart && local === 'sqref');

/** `x14:formula1` holds an `xm:f`, the older elements their text. */
export const hasChildElement = (s: {
  readonly selfClosing: boolean;
  readonly text: string;
  readonly end: number;
}): boolean => !s.selfClosing && /^\s*<[^/!]/.test(s.text.slice(s.end, s.end + 200));

/** Formulas of a VML drawing, edited as text: VML of some writers is no well-formed XML. */
export function changeVmlFormulas(text: string, change: (formula: string) => string | undefined): string {
  if (!text.includes('Fmla')) return text;
  return text.replace(
    /(<(?:\w+:)?Fmla(?:Link|Range|Pict|Txbx|Group)>)([^<]*)(<\/)/g,
    (all, open: string, formula: string, close: string) => {
      const plain = unescapeText(formula);
      const changed = change(plain);
      return changed === undefined || changed === plain ? all : open + escapeFormula(changed) + close;
    },
  );
}

const unescapeText = (text: string): string =>
  text
    .replace(/&apos;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const escapeFormula = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
