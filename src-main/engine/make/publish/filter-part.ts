import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { token, type XmlScanner } from '../../xml/scanner.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { withoutEmpty } from '../extract/cut-pivots.ts';
import { givenNames, isPlainVml, tellsInVml, tellsSomething } from './telling-values.ts';
import type { PublishingReport, Stripped } from './kinds.ts';

/** Elements that may stay, with their attributes; keys as `a:t`, SpreadsheetML without a prefix. */
export type Allowed = ReadonlyMap<string, ReadonlySet<string>>;

export function allowedOf(list: string): Allowed {
  const allowed = new Map<string, ReadonlySet<string>>();
  for (const entry of list.split(/[|\n]/)) {
    const [, name, attributes] = /^\s*([\w:]+)(?::\s+(.*?))?\s*$/.exec(entry) ?? [];
    if (name !== undefined) allowed.set(name, new Set((attributes ?? '').split(/\s+/).filter((one) => one !== '')));
  }
  return allowed;
}

const sides = (strict: string, transitional: string, prefix: string): readonly (readonly [string, string])[] => [
  [`http://purl.oclc.org/ooxml/${strict}`, prefix],
  [`http://schemas.openxmlformats.org/${transitional}`, prefix],
];

/** Prefixes as the lists of what may stay write them, by namespace. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ...sides('spreadsheetml/main', 'spreadsheetml/2006/main', ''),
  ...sides('drawingml/main', 'drawingml/2006/main', 'a'),
  ...sides('drawingml/spreadsheetDrawing', 'drawingml/2006/spreadsheetDrawing', 'xdr'),
  ...sides('drawingml/chart', 'drawingml/2006/chart', 'c'),
  ...sides('drawingml/chartDrawing', 'drawingml/2006/chartDrawing', 'cdr'),
  ...sides('officeDocument/relationships', 'officeDocument/2006/relationships', 'r'),
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2009/9/main', 'x14'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac', 'x14ac'],
  ['http://schemas.microsoft.com/office/excel/2006/main', 'xm'],
  ['http://schemas.microsoft.com/office/drawing/2010/main', 'a14'],
  ['http://schemas.microsoft.com/office/drawing/2007/8/2/chart', 'c14'],
  ['http://schemas.microsoft.com/office/drawing/2012/chart', 'c15'],
  ['http://schemas.microsoft.com/office/drawing/2014/chart', 'c16'],
  ['http://schemas.microsoft.com/office/drawing/2017/03/chart', 'c16r3'],
  ['http://schemas.microsoft.com/office/drawing/2014/chartex', 'cx'],
  ['http://schemas.microsoft.com/office/drawing/2016/SVG/main', 'asvg'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray', 'xda'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2017/richdata', 'xlrd'],
  ['http://schemas.openxmlformats.org/drawingml/2006/diagram', 'dgm'],
  ['http://schemas.microsoft.com/office/drawing/2008/diagram', 'dsp'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['urn:schemas-microsoft-com:office:excel', 'x'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** Extensions of SpreadsheetML and DrawingML that may stay, by their `uri` (MS-XLSX 2.1, MS-ODRAWXML 2.1). */
const extensions = new Set(
  [
    '{78C0D931-6437-407d-A8EE-F0AAD7539E65}',
    '{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}',
    '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
    '{B025F937-C7B1-47D3-B67F-A62EFF666E3E}',
    '{84589F7E-364E-4C9E-8A38-B11213B215E9}',
    '{63B3BB69-23CF-44E3-9099-C40C66FF867C}',
    '{909E8E84-426E-40DD-AFC4-6F175D3DCCD1}',
    '{91240B29-F687-4F45-9708-019B960494DF}',
    '{AF507438-7753-43E0-B8FC-AC1667EBCBE1}',
    '{28A0092B-C50C-407E-A947-70E740481C1C}',
    '{96DAC541-7B7A-43D3-8B79-37D633B846F1}',
    '{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}',
    '{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}',
    '{6F2FDCE9-48DA-4B69-8628-5D25D57E5C99}',
    '{CE6537A1-D6FC-4f65-9D91-7224C49458BB}',
    '{C3380CC4-5D6E-409C-BE32-E72D297353CC}',
    '{02D57815-91ED-43cb-92C2-25804820EDAC}',
    '{16D70A9C-5C1C-4E5A-8F2C-16C7C8B5C7B1}',
    '{56B9EC1D-385E-4148-901F-78D8002777C0}',
    '{962EF5D1-5CA2-4c93-8EF4-DBF5C05439D2}',
  ].map((uri) => uri.toLowerCase()),
);

/** Parts whose elements may all stay, since what they draw cannot be told from them one by one: diagrams, newer charts. */
const whole = /^(?:cx|dgm|dsp):/;

/** Elements whose text is shown or calculated with. */
const textual =
  /^(?:v|t|f|formula[12]?|calculatedColumnFormula|totalsRowFormula|definedName|(?:odd|even|first)(?:Header|Footer)|xm:\w+|xdr:(?:col|colOff|row|rowOff)|cdr:[xy]|a:t|c:(?:v|f|formatCode|separator)|c15:(?:f|sqref)|cx:(?:f|pt|v|nf|copyright)|x:\w+|font|div|span|b|i|u|s|p|strong|em|sup|sub)$/;

/** Elements whose text nobody sees among the cells: it stays, and is told. */
const toldTexts = /(?:Header|Footer)$|^(?:calculatedColumn|totalsRow)Formula$/;

/** Whether a text that stays is told: words where the format has none, and as a reading what is not written in kana. */
function isTold(parent: string, isReading: boolean, text: string): boolean {
  if (parent === 'c:formatCode') return tellsSomething('c:formatCode@formatCode', text);
  if (parent === 'c:separator') return text.length > 3;
  if (isReading) return !/^[\p{sc=Katakana}\p{sc=Hiragana}ー・ﾞﾟ\s]*$/u.test(text);
  if (parent.startsWith('x:')) return !parent.startsWith('x:Fmla') && !isPlainVml(text);
  return toldTexts.test(parent);
}

/** Names that people may give, which nothing goes by: they get another one. */
const named: Readonly<Record<string, Stripped>> = {
  'cellStyle@name': 'styleNames',
  'a:theme@name': 'styleNames',
  'a:clrScheme@name': 'styleNames',
  'a:fontScheme@name': 'styleNames',
  'a:fmtScheme@name': 'styleNames',
  'xdr:cNvPr@name': 'shapeNames',
  'cdr:cNvPr@name': 'shapeNames',
  'control@name': 'shapeNames',
  'protectedRange@name': 'names',
};
/** The styles that Excel and LibreOffice have by themselves; Excel shows them in its own language, by their number. */
const builtinStyles =
  /^(?:Normal|標準|Default|Percent|パーセント|Comma|Currency|桁区切り|通貨|Hyperlink|Followed Hyperlink|ハイパーリンク|表示済みのハイパーリンク|Good|Bad|Neutral|良い|悪い|どちらでもない|Input|Output|入力|出力|Calculation|計算|Check Cell|チェック セル|Linked Cell|リンク セル|Note|メモ|Explanatory Text|説明文|Warning Text|警告文|Title|タイトル|Heading|Heading1|Result|Result2|Total|集計|Heading \d|見出し \d|(?:20|40|60)% - (?:Accent|アクセント ?)\d|(?:Accent|アクセント ?)\d)(?: ?\[0(?:\.00)?\])?$/;
const themeNames =
  /^(?:Office(?: Theme| テーマ|テーマ)?(?: \d{4}(?: ?- ?\d{4})?)?|Office Classic(?: \d)?|標準|オフィス|LibreOffice|Blank)$/;

export interface FilterContext {
  readonly part: string;
  readonly allowed: Allowed;
  readonly report: PublishingReport;
  /** Ids of the part's relationships that stay. */
  readonly ids: ReadonlySet<string>;
  /** The part is generic markup of Office: all its elements may stay, by `whole`. */
  readonly vml?: boolean;
}

/** Which kind a removed element or attribute counts as. */
function kindOf(what: string): Stripped {
  if (/^(?:customWorkbookViews?|customSheetViews?)/.test(what)) return 'views';
  if (/^(?:fileSharing|.*@(?:user|userName|author|lastModifiedBy|refreshedBy))/.test(what)) return 'authors';
  if (/^scenarios?\b/.test(what)) return 'scenarios';
  if (/@(?:descr|title|altText|alt|altTextSummary)$|^v:imagedata@o:title|@o:title$/.test(what)) return 'altTexts';
  if (/@(?:prompt|promptTitle|error|errorTitle|tooltip)$/.test(what)) return 'prompts';
  if (/@(?:macro|codeName)$|FmlaMacro/.test(what)) return 'macros';
  if (/^hyperlink|hlink|@(?:href|r:link|o:href)$/.test(what)) return 'links';
  if (/^(?:webPublish|webPublishing)/.test(what)) return 'web';
  if (
    /@(?:password|hashValue|saltValue|algorithmName|spinCount|workbook(?:Password|Hash\w*|Salt\w*|Algorithm\w*|Spin\w*)|revisions\w+)$/.test(
      what,
    )
  )
    return 'passwords';
  if (/securityDescriptor/.test(what)) return 'authors';
  if (/^oleObject|^objectPr|^a14:img/.test(what)) return 'embedded';
  if (what.startsWith('definedName@')) return 'names';
  if (/^(?:xr:revisionPtr|a16:creationId|a16:\w+Id|c16:uniqueId)/.test(what)) return 'editIds';
  if (/absPath/.test(what)) return 'paths';
  if (what.startsWith('externalReference')) return 'external';
  if (what.startsWith('pivot')) return 'pivots';
  if (/printerSettings|^c:printSettings|^pageSetup@/.test(what)) return 'printerSettings';
  return 'extensions';
}

/**
 * Takes everything out of a part's text that is not on the list, and tells the report what. Throws `XmlError`. `plainly` goes
 * from element to element where otherwise rows of plain cells are passed over at once; the answer is the same.
 */
export function filterPart(text: string, context: FilterContext, plainly = false): string {
  const { part, allowed, report } = context;
  const edit = new XmlEdit(withoutRemarks(text, part, report));
  const { s } = edit;
  const open: string[] = [];
  const cells = allowed.get('row')?.has('ht') === true && allowed.get('c')?.has('r') === true;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t === token.close) open.length = Math.max(0, s.depth - 1);
    else if (t === token.text) {
      const parent = open.at(-1) ?? '';
      if (s.value.trim() === '') continue;
      if (!textual.test(parent)) {
        report.removed('extensions', part, parent);
        edit.splice(s.start, s.end, '');
      } else if (isTold(parent, open.includes('rPh'), s.value)) report.kept(part, parent, s.value);
    } else if (t === token.open) {
      if (cells && s.prefix === '' && isPlainCell(s)) {
        if (!s.selfClosing) open[s.depth - 1] = s.local;
        if (!plainly && s.local === 'row' && s.depth === 3 && !s.selfClosing)
          s.continueAt(plainCellsEnd(s.text, s.end));
        continue;
      }
      const key = keyOf(s);
      if (s.local === 'AlternateContent' && key === 'mc:AlternateContent') filterChoices(edit, context);
      const mc = key.startsWith('mc:') && /\/(?:worksheets|drawings|charts|diagrams|chartsheets)\//i.test(`/${part}`);
      const stays = mc || (key !== undefined && (allowed.has(key) || whole.test(key)) && !isForeignExtension(s, key));
      if (stays && needsPart.has(key) && !hasPart(s, context.ids)) {
        if (key !== 'legacyDrawing') report.removed(kindOf(key), part, key);
        edit.remove();
        continue;
      }
      if (!stays) {
        report.removed(kindOf(key), part, key);
        if (s.selfClosing && s.depth === 1) continue;
        edit.remove();
        continue;
      }
      if (!s.selfClosing) open[s.depth - 1] = key;
      filterAttributes(edit, key, context);
    }
  }
  return withoutEmpty(edit.result(), emptied);
}

/** Rows and cells with nothing but addresses, numbers and words of the format: most of a sheet, and nothing to look at. */
const plainCell =
  /<(?:row|c|v|f|is|t|mergeCell)(?: (?:(?:r|s)="[A-Z]{0,3}\d+"|t="(?:s|str|b|n|e|d|inlineStr)"|spans="[\d: ]*"|(?:ht|x14ac:dyDescent)="[\d.]+"|ref="[A-Z]+\d+:[A-Z]+\d+"|(?:hidden|customFormat|customHeight)="(?:0|1|true|false)"|xml:space="preserve"))*\/?>/y;
function isPlainCell(s: XmlScanner): boolean {
  plainCell.lastIndex = s.start;
  return (
    plainCell.test(s.text) &&
    plainCell.lastIndex === s.end &&
    (s.depth > 2 || s.local === 't') &&
    prefixes.get(s.namespace) === ''
  );
}

/** Whole cells as Excel writes them, with text that the scanner would take. */
const words = String.raw`(?:[^<&\]\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?:lt|gt|amp|quot|apos);)*`;
const plainCells = new RegExp(
  String.raw`<c(?: r="[A-Z]{1,3}\d+")?(?: s="\d+")?(?: t="(?:s|str|b|n|e|d|inlineStr)")?(?:/>|>(?:<f(?: t="shared")?(?: ref="[A-Z]+\d+:[A-Z]+\d+")?(?: si="\d+")?(?:/>|>${words}</f>))?(?:<v>${words}</v>|<v/>|<is><t(?: xml:space="preserve")?>${words}</t></is>)?</c>)`,
  'y',
);

/** Where a run of such cells ends. */
function plainCellsEnd(text: string, from: number): number {
  let at = from;
  for (plainCells.lastIndex = at; plainCells.test(text);) at = plainCells.lastIndex;
  return at;
}

/** Lists that the schema does not allow to be empty, from the inside out. */
const emptied = [
  'hyperlinks',
  'tableParts',
  'protectedRanges',
  'controls',
  'ext',
  'extLst',
  'Choice',
  'Fallback',
  'AlternateContent',
];

/** Elements that mean nothing without the part or the address that they name. */
const needsPart = new Set(
  'drawing legacyDrawing legacyDrawingHF picture tablePart control hyperlink a:hlinkClick a:hlinkHover c:userShapes c:chart asvg:svgBlip'.split(
    ' ',
  ),
);

const hasPart = (s: XmlScanner, ids: ReadonlySet<string>): boolean =>
  // A chart's own root has the same name as the frame that shows it.
  (s.local === 'chart' && s.attributeNS('id', isRelationshipNamespace) === undefined) ||
  ids.has(s.attributeNS('id', isRelationshipNamespace) ?? s.attributeNS('embed', isRelationshipNamespace) ?? '') ||
  (s.local === 'hyperlink' && (s.attribute('location') ?? '') !== '');

function keyOf(s: XmlScanner): string {
  const prefix = prefixes.get(s.namespace);
  if (prefix === undefined) return s.namespace === '' ? s.local : `${s.prefix}:${s.local}`;
  return prefix === '' ? s.local : `${prefix}:${s.local}`;
}

const isForeignExtension = (s: XmlScanner, key: string): boolean =>
  (key === 'ext' || key === 'a:ext' || key === 'c:ext') &&
  s.attribute('uri') !== undefined &&
  !extensions.has((s.attribute('uri') ?? '').toLowerCase());

function filterAttributes(edit: XmlEdit, key: string, context: FilterContext): void {
  const { s } = edit;
  const { part, allowed, report, ids, vml = false } = context;
  for (const name of s.attributeNames()) {
    const value = s.attribute(name) ?? '';
    const attribute = attributeKey(s, name);
    const what = `${key}@${attribute}`;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      if (!isKnownNamespace(value)) {
        report.removed('extensions', part, 'xmlns');
        edit.set(name, undefined);
      }
    } else if (attribute === 'mc:Ignorable') keepDeclared(edit, name, value);
    else if (attribute === 'xml:space') continue;
    else if (/^(?:r:\w+|o:relid)$/.test(attribute)) {
      // Sheets of modules of old versions have an empty one.
      if (value !== '' && (!ids.has(value) || attribute === 'r:link')) {
        report.removed(kindOf(what), part, what);
        edit.set(name, undefined);
      }
    } else if (named[what] !== undefined) rename(edit, name, value, what, context);
    else if (!(allowed.get(key)?.has(attribute) === true || whole.test(key))) {
      if (value !== '') report.removed(/^xr\d*:uid$/.test(attribute) ? 'editIds' : kindOf(what), part, what);
      if (key !== 'xdr:sp' && key !== 'xdr:graphicFrame' && key !== 'xdr:cxnSp' && key !== 'xdr:pic')
        edit.set(name, undefined);
      else if (value !== '' || attribute !== 'macro') edit.set(name, attribute === 'macro' ? '' : undefined);
    } else if (vml ? tellsInVml(attribute, value) : tellsSomething(what, value)) report.kept(part, what, value);
  }
}

function attributeKey(s: XmlScanner, name: string): string {
  const colon = name.indexOf(':');
  if (colon < 0 || name.startsWith('xmlns')) return name;
  const local = name.slice(colon + 1);
  if (name.startsWith('xml:')) return name;
  if (
    s.attributeNS(local, isRelationshipNamespace) !== undefined &&
    s.attribute(name) === s.attributeNS(local, isRelationshipNamespace)
  )
    return `r:${local}`;
  for (const [uri, prefix] of prefixes)
    if (s.attributeNS(local, (one) => one === uri) === s.attribute(name)) return `${prefix}:${local}`;
  return name;
}

const isKnownNamespace = (uri: string): boolean =>
  prefixes.has(uri) ||
  /^(?:http:\/\/schemas\.(?:openxmlformats|microsoft)\.(?:org|com)\/(?:office|spreadsheetml|drawingml|package|markup-compatibility|officeDocument)\/[\w/.]*|http:\/\/purl\.oclc\.org\/ooxml\/[\w/.]*|http:\/\/www\.w3\.org\/[\w/.]*|urn:schemas-microsoft-com:[\w:]*)$/.test(
    uri,
  );

function keepDeclared(edit: XmlEdit, name: string, value: string): void {
  const declared = new Set(
    edit.s
      .attributeNames()
      .flatMap((one) =>
        one.startsWith('xmlns:') && isKnownNamespace(edit.s.attribute(one) ?? '') ? [one.slice(6)] : [],
      ),
  );
  const kept = value.split(/\s+/).filter((prefix) => declared.has(prefix));
  edit.set(name, kept.length === 0 ? undefined : kept.join(' '));
}

function rename(edit: XmlEdit, name: string, value: string, what: string, { part, report }: FilterContext): void {
  const { s } = edit;
  const builtin = what === 'cellStyle@name' && s.attribute('builtinId') !== undefined && builtinStyles.test(value);
  if (value === '' || builtin) return;
  if (
    what.startsWith('a:')
      ? themeNames.test(value)
      : givenNames.test(value) || /^(?:スタイル|範囲|図形) \d+$/.test(value)
  )
    return;
  const number = s.attribute('id') ?? s.attribute('shapeId') ?? s.attribute('xfId') ?? '';
  const other = what.startsWith('a:')
    ? 'Office'
    : what === 'cellStyle@name'
      ? s.attribute('builtinId') === '0'
        ? 'Normal'
        : `スタイル ${s.start}`
      : what === 'protectedRange@name'
        ? `範囲 ${s.start}`
        : `図形 ${number}`;
  report.removed(named[what] ?? 'extensions', part, what);
  edit.set(name, other);
}

/** Keeps the choices that are made of what may stay; without any, what stands in for them takes their place. */
function filterChoices(edit: XmlEdit, { part, report, allowed }: FilterContext): void {
  const { s } = edit;
  const close = s.text.indexOf(`</${s.qualifiedName}>`, s.end);
  if (s.selfClosing || close < 0) return;
  const inner = s.text.slice(s.end, close);
  const name = s.prefix === '' ? '' : `${s.prefix}:`;
  const choices = [...inner.matchAll(new RegExp(`<${name}Choice\\b([^>]*)>[\\s\\S]*?</${name}Choice>`, 'g'))];
  const stays = (attributes: string, markup: string): boolean => {
    const required = /Requires\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]?.split(/\s+/) ?? [];
    const declared = required.every((prefix) => {
      const uri =
        new RegExp(`xmlns:${prefix}\\s*=\\s*["']([^"']*)["']`).exec(markup)?.[1] ??
        new RegExp(`xmlns:${prefix}\\s*=\\s*["']([^"']*)["']`).exec(s.text.slice(0, s.end))?.[1];
      return uri !== undefined && prefixes.has(uri);
    });
    return declared && !/<(?:\w+:)?(?:slicer|timeslicer|oleObject|absPath)\b/.test(markup) && allowed.size > 0;
  };
  const kept = choices.filter((m) => stays(m[1] ?? '', m[0]));
  if (kept.length === choices.length) return;
  report.removed('extensions', part, 'mc:Choice', choices.length - kept.length);
  if (kept.length > 0) {
    for (const m of choices) if (!kept.includes(m)) edit.splice(s.end + m.index, s.end + m.index + m[0].length, '');
    return;
  }
  const fallback = new RegExp(`<${name}Fallback\\b[^>]*?(/>|>)`).exec(inner);
  const end = close + s.qualifiedName.length + 3;
  const last = inner.lastIndexOf(`</${name}Fallback>`);
  if (fallback === null || fallback[1] === '/>' || last < 0) return edit.splice(s.start, end, '');
  edit.splice(s.start, s.end + fallback.index + fallback[0].length, '');
  edit.splice(s.end + last, end, '');
}

/** Comments and instructions of the XML itself. */
function withoutRemarks(text: string, part: string, report: PublishingReport): string {
  if (!/<!--|<\?(?!xml\s)/.test(text)) return text;
  return text.replace(/<!--[\s\S]*?-->|<\?(?!xml\s)[\s\S]*?\?>/g, (remark) => {
    report.removed('extensions', part, remark.startsWith('<?') ? 'instruction' : 'comment');
    return '';
  });
}
