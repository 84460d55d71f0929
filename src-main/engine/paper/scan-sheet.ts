import { maxRow, parseAddress, parseArea, type Area } from '../book/address.ts';
import { boundedRow, columnRanges, sheetLimits } from '../book/sheet-limits.ts';
import { isRelationshipNamespace } from '../xml/namespaces.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { visibleText, decodeXstring } from '../xml/xstring.ts';
import type { GridColumns, GridRow } from './grid.ts';
import type { SetupAttributes } from './page-setup.ts';
import { child, childrenNamed, descend, flag, numeric, readTree, type XmlNode } from '../xml/xml-tree.ts';

/** One `c` element as stored. */
export interface ScannedCell {
  readonly row: number;
  readonly column: number;
  readonly style: number;
  /** `s`, `n`, `b`, `e`, `str`, `inlineStr`. */
  readonly type: string;
  /** The text of `v`. */
  readonly value: string;
  /** The `is` element, for its runs and furigana. */
  readonly inline?: XmlNode;
  /** The form shows furigana here. */
  readonly phonetic: boolean;
}

/** What one pass over a sheet part gives; nothing is interpreted yet. */
export interface ScannedSheet {
  readonly cells: readonly ScannedCell[];
  readonly rows: ReadonlyMap<number, GridRow & { readonly style?: number }>;
  readonly columns: readonly (GridColumns & { readonly style?: number })[];
  readonly merges: readonly Area[];
  readonly format: Readonly<Record<string, string>>;
  readonly setup: SetupAttributes;
  /** The sheet's view shows no zeros. */
  readonly hidesZeros: boolean;
  readonly conditional: readonly ConditionalRule[];
  /** `x14:sparklineGroup` elements: small charts in cells. */
  readonly sparklines: readonly XmlNode[];
  /** Relationship id of the drawing part. */
  readonly drawing?: string;
  /** Relationship id of the VML part with form controls and embedded objects (and notes). */
  readonly legacyDrawing?: string;
  /** Form controls as `controls` lists them: the number of the VML shape, and the relationship id of their properties. */
  readonly controls: ReadonlyMap<
    string,
    { readonly properties?: string; readonly printed: boolean; readonly anchor?: XmlNode; readonly label: string }
  >;
  /** Relationship id of the VML part with the pictures of headers and footers. */
  readonly headerDrawing?: string;
}

/** A `cfRule` (18.3.1.10), or one of those that Excel 2010 added (`x14:cfRule`). */
export interface ConditionalRule {
  readonly areas: readonly Area[];
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly formulas: readonly string[];
  /** Index of its `dxf`, -1 for none. */
  readonly format: number;
  readonly priority: number;
  readonly stop: boolean;
  readonly node: XmlNode;
  readonly newer: boolean;
  /** The id of the newer rule that says more of this one. */
  readonly newerId?: string;
}

function attributes(s: XmlScanner): Record<string, string> {
  return Object.fromEntries(s.attributeNames().map((name) => [name, s.attribute(name) ?? '']));
}

/** Throws `XmlError`. */
// oxlint-disable-next-line max-lines-per-function -- one pass over a sheet: one short case an element, all of which share where the pass is
export function scanSheet(text: string): ScannedSheet {
  const s = new XmlScanner(text);
  const cells: ScannedCell[] = [];
  const rows = new Map<number, GridRow & { style?: number }>();
  const columns: (GridColumns & { style?: number })[] = [];
  const merges: Area[] = [];
  const conditional: ConditionalRule[] = [];
  const sparklines: XmlNode[] = [];
  const parts: Record<string, Record<string, string>> = {};
  const headerTexts: Record<string, string> = {};
  const rowBreaks: number[] = [];
  const columnBreaks: number[] = [];
  let drawing: string | undefined;
  let headerDrawing: string | undefined;
  let legacyDrawing: string | undefined;
  const controls = new Map<string, { properties?: string; printed: boolean; anchor?: XmlNode; label: string }>();
  let control: string | undefined;
  let row = 0;
  let column = 0;
  const rangeOf = columnRanges();
  let breaks = rowBreaks;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    switch (s.local) {
      case 'row': {
        row = boundedRow(numeric(s.attribute('r')) ?? row + 1);
        column = 0;
        const height = numeric(s.attribute('ht'));
        rows.set(row, {
          hidden: flag(s.attribute('hidden')),
          custom: flag(s.attribute('customHeight')),
          ...(height === undefined ? {} : { height: Math.min(Math.max(height, 0), 409.5) }),
          ...(flag(s.attribute('customFormat')) ? { style: numeric(s.attribute('s')) ?? 0 } : {}),
        });
        break;
      }
      case 'c': {
        const at = parseAddress(s.attribute('r') ?? '');
        const cell = scanCell(s, at?.row ?? Math.max(1, row), at?.column ?? column + 1);
        column = cell.column;
        if (cells.length < sheetLimits.cells) cells.push(cell);
        break;
      }
      case 'col': {
        const width = numeric(s.attribute('width'));
        const min = numeric(s.attribute('min')) ?? 1;
        const range = rangeOf(min, numeric(s.attribute('max')) ?? min);
        if (range === undefined) break;
        columns.push({
          ...range,
          hidden: flag(s.attribute('hidden')) || width === 0,
          ...(width === undefined ? {} : { width: Math.min(width, 255) }),
          ...(s.attribute('style') === undefined ? {} : { style: numeric(s.attribute('style')) ?? 0 }),
        });
        break;
      }
      case 'mergeCell': {
        const area = parseArea(s.attribute('ref') ?? '');
        if (area !== undefined && merges.length < sheetLimits.merges) merges.push(area);
        break;
      }
      case 'conditionalFormatting': {
        scanRules(s, areasOf(s.attribute('sqref') ?? ''), conditional);
        break;
      }
      case 'sheetView':
      case 'sheetFormatPr':
      case 'pageSetup':
      case 'pageMargins':
      case 'printOptions':
      case 'pageSetUpPr':
      case 'headerFooter':
        // A second `pageSetup` stands in custom views, which do not count here.
        parts[s.local] ??= attributes(s);
        break;
      case 'oddHeader':
      case 'oddFooter':
      case 'evenHeader':
      case 'evenFooter':
      case 'firstHeader':
      case 'firstFooter': {
        const name = s.local;
        headerTexts[name] ??= visibleText(s.readText());
        break;
      }
      case 'extLst':
        // Only a sheet's own; those inside of other elements are taken with them.
        if (s.depth === 2) scanExtensions(taken(s), conditional, sparklines);
        else s.skip();
        break;
      case 'customSheetViews':
      case 'dataValidations':
        s.skip();
        break;
      case 'rowBreaks':
        breaks = rowBreaks;
        break;
      case 'colBreaks':
        breaks = columnBreaks;
        break;
      case 'brk': {
        const id = numeric(s.attribute('id'));
        if (id !== undefined && id > 0 && id <= maxRow && breaks.length < sheetLimits.breaks)
          breaks.push(Math.floor(id));
        break;
      }
      case 'drawing':
        drawing = s.attributeNS('id', isRelationshipNamespace) ?? drawing;
        break;
      case 'legacyDrawing':
        legacyDrawing = s.attributeNS('id', isRelationshipNamespace) ?? legacyDrawing;
        break;
      case 'control':
      case 'oleObject': {
        control = s.attribute('shapeId');
        const properties = s.attributeNS('id', isRelationshipNamespace);
        if (control !== undefined && controls.size < sheetLimits.drawings)
          controls.set(control, {
            printed: true,
            label: s.attribute('name') ?? s.attribute('progId') ?? '',
            ...(properties === undefined ? {} : { properties }),
          });
        break;
      }
      case 'controlPr':
      case 'objectPr':
        if (control !== undefined && !flag(s.attribute('print'), true)) {
          const known = controls.get(control);
          if (known !== undefined) known.printed = false;
        }
        break;
      case 'anchor': {
        // Its `col` and `row` are places of a control, no columns and rows of the sheet.
        const known = control === undefined ? undefined : controls.get(control);
        const anchor = taken(s);
        if (known !== undefined) known.anchor = anchor;
        break;
      }
      case 'legacyDrawingHF':
        headerDrawing = s.attributeNS('id', isRelationshipNamespace) ?? headerDrawing;
        break;
      default:
    }
  }
  const part = (name: string) => parts[name] ?? {};
  return {
    cells,
    rows,
    columns,
    merges,
    format: part('sheetFormatPr'),
    hidesZeros: !flag(part('sheetView')['showZeros'], true),
    setup: {
      pageSetup: part('pageSetup'),
      pageMargins: part('pageMargins'),
      printOptions: part('printOptions'),
      pageSetUpPr: part('pageSetUpPr'),
      headerFooter: part('headerFooter'),
      headerTexts,
      rowBreaks: rowBreaks.toSorted((a, b) => a - b),
      columnBreaks: columnBreaks.toSorted((a, b) => a - b),
    },
    conditional: conditional.toSorted((a, b) => a.priority - b.priority),
    sparklines,
    ...(drawing === undefined ? {} : { drawing }),
    controls,
    ...(legacyDrawing === undefined ? {} : { legacyDrawing }),
    ...(headerDrawing === undefined ? {} : { headerDrawing }),
  };
}

function scanCell(s: XmlScanner, row: number, column: number): ScannedCell {
  const { depth } = s;
  const type = s.attribute('t') ?? 'n';
  const style = numeric(s.attribute('s')) ?? 0;
  const phonetic = flag(s.attribute('ph'));
  let value = '';
  let inline: XmlNode | undefined;
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'v') value = s.readText();
    else if (s.local === 'is') {
      const from = s.start;
      s.skip();
      inline = readTree(withoutPrefixes(s.text.slice(from, s.end)));
    } else s.skip();
  }
  return {
    row,
    column,
    style,
    type,
    value: type === 'str' ? visibleText(value) : decodeXstring(value),
    phonetic,
    ...(inline === undefined ? {} : { inline }),
  };
}

/** An element cut out of its part has lost its namespace declarations; only local names matter inside `is`. */
const withoutPrefixes = (xml: string): string =>
  xml.replace(/<(\/?)[\w.-]+:/gu, '<$1').replace(/\s[\w.-]+:(?=[\w.-]+=["'])/gu, ' ');

/** The element that is open, taken whole. */
function taken(s: XmlScanner): XmlNode {
  const from = s.start;
  s.skip();
  return readTree(withoutPrefixes(s.text.slice(from, s.end)));
}

function scanRules(s: XmlScanner, areas: readonly Area[], out: ConditionalRule[]): void {
  const { depth } = s;
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open || s.local !== 'cfRule') continue;
    const node = taken(s);
    const newerId = descend(node, 'extLst', 'ext', 'id')?.text;
    if (out.length < sheetLimits.conditionalRules)
      out.push({
        ...ruleOf(node, areas, childrenNamed(node, 'formula')),
        ...(newerId === undefined ? {} : { newerId }),
      });
  }
}

const ruleOf = (
  node: XmlNode,
  areas: readonly Area[],
  formulas: readonly XmlNode[],
  newer = false,
): ConditionalRule => ({
  areas,
  type: node.attributes['type'] ?? '',
  attributes: node.attributes,
  formulas: formulas.map(({ text }) => text),
  format: numeric(node.attributes['dxfId']) ?? -1,
  priority: numeric(node.attributes['priority']) ?? 0,
  stop: flag(node.attributes['stopIfTrue']),
  node,
  newer,
});

const areasOf = (sqref: string): readonly Area[] => sqref.split(/\s+/u).flatMap((ref) => parseArea(ref) ?? []);

/** What Excel 2010 and later put into extensions: further conditional formats, and small charts in cells. */
function scanExtensions(extensions: XmlNode, rules: ConditionalRule[], sparklines: XmlNode[]): void {
  for (const extension of childrenNamed(extensions, 'ext')) {
    for (const format of childrenNamed(child(extension, 'conditionalFormattings'), 'conditionalFormatting'))
      for (const node of childrenNamed(format, 'cfRule'))
        if (rules.length < sheetLimits.conditionalRules)
          rules.push(ruleOf(node, areasOf(child(format, 'sqref')?.text ?? ''), childrenNamed(node, 'f'), true));
    sparklines.push(...childrenNamed(child(extension, 'sparklineGroups'), 'sparklineGroup'));
  }
}
