import { worksheetElements } from './fixture-sheet.ts';

/** Parts of a fixture that may be changed: name to content. */
export type Parts = Map<string, string | Uint8Array>;

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const drawingNamespaces =
  'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const relsOf = (part: string): string => part.replace(/[^/]*$/, (name) => `_rels/${name}.rels`);
const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Adds a relationship; `target` is written as given. */
export function relateTo(parts: Parts, from: string, id: string, type: string, target: string, external = false): void {
  const name = relsOf(from);
  const text = String(
    parts.get(name) ??
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`,
  );
  const mode = external ? ' TargetMode="External"' : '';
  const full = type.includes(':') ? type : `${office}/${type}`;
  parts.set(
    name,
    text.replace(
      '</Relationships>',
      `<Relationship Id="${id}" Type="${full}" Target="${escape(target)}"${mode}/></Relationships>`,
    ),
  );
}

export function addPart(parts: Parts, name: string, data: string | Uint8Array, type: string): void {
  parts.set(name, data);
  const types = String(parts.get('[Content_Types].xml'));
  parts.set(
    '[Content_Types].xml',
    types.replace('</Types>', `<Override PartName="/${name}" ContentType="${type}"/></Types>`),
  );
}

/** Puts an element into a worksheet at its place in the schema's order; children join a list that is there. */
function putElement(parts: Parts, sheet: string, name: string, markup: string): void {
  const text = String(parts.get(sheet));
  const list = new RegExp(`<${name}[^>]*>`).exec(text);
  if (list !== null && name === 'extLst') {
    parts.set(sheet, text.replace('</extLst></worksheet>', `${markup.replace(/^<extLst>/, '')}</worksheet>`));
    return;
  }
  const rank = worksheetElements.indexOf(name as (typeof worksheetElements)[number]);
  const later = worksheetElements.slice(rank + 1);
  const at = later
    .map((one) => new RegExp(`<${one}[\\s/>]`).exec(text)?.index)
    .filter((index) => index !== undefined)
    .reduce((least, index) => Math.min(least, index), text.lastIndexOf('</worksheet>'));
  parts.set(sheet, text.slice(0, at) + markup + text.slice(at));
}

/** Sets cells of a sheet to given markup (`<f>…</f><v>…</v>`, type and all), in rows of their own at the sheet's end. */
export function putRow(parts: Parts, sheet: string, row: number, cells: readonly string[]): void {
  const text = String(parts.get(sheet));
  parts.set(sheet, text.replace('</sheetData>', `<row r="${row}">${cells.join('')}</row></sheetData>`));
}

const spot = (name: string, row: number, column: number): string =>
  `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;

const anchor = (content: string, row: number): string =>
  `<xdr:twoCellAnchor>${spot('from', row, 16)}${spot('to', row + 2, 18)}${content}<xdr:clientData/></xdr:twoCellAnchor>`;

/** A drawing's part of a sheet, made when there is none, with more anchors in it. */
export function addAnchors(parts: Parts, sheet: string, anchors: readonly string[]): string {
  const known = /Type="[^"]*\/drawing" Target="([^"]*)"/.exec(String(parts.get(relsOf(sheet)) ?? ''))?.[1];
  if (known !== undefined) {
    const part = known.startsWith('/') ? known.slice(1) : known.replace(/^\.\.\//, 'xl/');
    parts.set(part, String(parts.get(part)).replace('</xdr:wsDr>', `${anchors.join('')}</xdr:wsDr>`));
    return part;
  }
  const part = `xl/drawings/more${parts.size}.xml`;
  addPart(
    parts,
    part,
    `${head}<xdr:wsDr ${drawingNamespaces}>${anchors.join('')}</xdr:wsDr>`,
    'application/vnd.openxmlformats-officedocument.drawing+xml',
  );
  relateTo(parts, sheet, 'rIdMore', 'drawing', `/${part}`);
  putElement(parts, sheet, 'drawing', `<drawing xmlns:r="${office}" r:id="rIdMore"/>`);
  return part;
}

/** A text box that shows a cell, with the text that it showed last. */
export const linkedTextBox = (id: number, link: string, text: string, row = 40): string =>
  anchor(
    `<xdr:sp macro="" textlink="${escape(link)}"><xdr:nvSpPr><xdr:cNvPr id="${id}" name="テキスト ボックス ${id}"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:fld id="{00000000-0000-0000-0000-0000000000${id}}" type="TxLink"><a:t>${escape(text)}</a:t></a:fld></a:p></xdr:txBody></xdr:sp>`,
    row,
  );

/** A picture of a range that keeps itself up to date (the camera), with the image that it showed last. */
export const camera = (id: number, range: string, image: string, row = 44): string =>
  anchor(
    `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${id}" name="図 ${id}"/><xdr:cNvPicPr><a:extLst><a:ext uri="{84589F7E-364E-4C9E-8A38-B11213B215E9}"><a14:cameraTool xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" cellRange="${escape(range)}"/></a:ext></a:extLst></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${office}" r:embed="${image}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>`,
    row,
  );

/** A shape with a link to a place in the workbook, by a relationship as Excel writes it. */
export const linkingShape = (id: number, relationship: string, row = 48): string =>
  anchor(
    `<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="${id}" name="正方形/長方形 ${id}"><a:hlinkClick xmlns:r="${office}" r:id="${relationship}"/></xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp>`,
    row,
  );

const chartFrame = (id: number, relationship: string, row: number): string =>
  anchor(
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="グラフ ${id}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${office}" r:id="${relationship}"/></a:graphicData></a:graphic></xdr:graphicFrame>`,
    row,
  );

export interface ChartSeries {
  readonly name: string;
  readonly nameCache: string;
  readonly values: string;
  readonly valueCache: readonly string[];
}

/** Adds a bar chart to a sheet; `part` may lie in any folder. */
export function addChart(parts: Parts, sheet: string, id: number, part: string, series: readonly ChartSeries[]): void {
  const ser = series.map(
    (one, i) =>
      `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx><c:strRef><c:f>${escape(one.name)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escape(one.nameCache)}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:val><c:numRef><c:f>${escape(one.values)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${one.valueCache.length}"/>${one.valueCache.map((v, n) => `<c:pt idx="${n}"><c:v>${v}</c:v></c:pt>`).join('')}</c:numCache></c:numRef></c:val></c:ser>`,
  );
  addPart(
    parts,
    part,
    `${head}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${drawingNamespaces}><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>${ser.join('')}<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`,
    'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  );
  const relationship = `rIdChart${id}`;
  const drawing = addAnchors(parts, sheet, [chartFrame(id, relationship, 52)]);
  relateTo(parts, drawing, relationship, 'chart', `/${part}`);
}

/** A check box with its properties part and its VML shape, linked to a cell, and a list box on a range. */
export function addControls(
  parts: Parts,
  sheet: string,
  link: string,
  range: string,
  cell: readonly [row: number, column: number],
): void {
  addPart(
    parts,
    'xl/ctrlProps/ctrlProp1.xml',
    `${head}<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="List" fmlaLink="${escape(link)}" fmlaRange="${escape(range)}" val="1"/>`,
    'application/vnd.ms-excel.controlproperties+xml',
  );
  const [row, column] = cell;
  addPart(
    parts,
    'xl/drawings/controls1.vml',
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="9"/></o:shapelayout><v:shape id="_x0000_s9217" type="#_x0000_t201" style='position:absolute'><x:ClientData ObjectType="List"><x:Anchor>${column}, 0, ${row}, 0, ${column + 1}, 0, ${row + 1}, 0</x:Anchor><x:FmlaRange>${escape(range)}</x:FmlaRange><x:FmlaLink>${escape(link)}</x:FmlaLink></x:ClientData></v:shape></xml>`,
    'application/vnd.openxmlformats-officedocument.vmlDrawing',
  );
  relateTo(parts, sheet, 'rIdControl', 'ctrlProp', '/xl/ctrlProps/ctrlProp1.xml');
  relateTo(parts, sheet, 'rIdVml', 'vmlDrawing', '/xl/drawings/controls1.vml');
  putElement(parts, sheet, 'legacyDrawing', `<legacyDrawing xmlns:r="${office}" r:id="rIdVml"/>`);
  putElement(
    parts,
    sheet,
    'controls',
    `<controls xmlns:r="${office}" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><control shapeId="9217" r:id="rIdControl" name="リスト 1"><controlPr defaultSize="0"><anchor><from>${`<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`}</from><to>${`<xdr:col>${column + 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row + 1}</xdr:row><xdr:rowOff>0</xdr:rowOff>`}</to></anchor></controlPr></control></controls>`,
  );
}

/** Excel's extensions of a sheet: rules and sparklines (MS-XLSX 2.6). */
export function addExtensions(
  parts: Parts,
  sheet: string,
  x14: {
    readonly validation?: readonly [formula: string, sqref: string];
    readonly rule?: readonly [formula: string, sqref: string];
    readonly sparklines?: readonly (readonly [formula: string, cell: string])[];
  },
): void {
  const xm = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"';
  const ext = (uri: string, inner: string): string =>
    `<ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="${uri}">${inner}</ext>`;
  const { validation, rule, sparklines = [] } = x14;
  const found = [
    rule &&
      ext(
        '{78C0D931-6437-407d-A8EE-F0AAD7539E65}',
        `<x14:conditionalFormattings><x14:conditionalFormatting ${xm}><x14:cfRule type="expression" priority="9" id="{11111111-1111-1111-1111-111111111111}"><xm:f>${escape(rule[0])}</xm:f><x14:dxf/></x14:cfRule><xm:sqref>${rule[1]}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>`,
      ),
    validation &&
      ext(
        '{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}',
        `<x14:dataValidations ${xm} count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>${escape(validation[0])}</xm:f></x14:formula1><xm:sqref>${validation[1]}</xm:sqref></x14:dataValidation></x14:dataValidations>`,
      ),
    sparklines.length > 0 &&
      ext(
        '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
        `<x14:sparklineGroups ${xm}><x14:sparklineGroup><x14:sparklines>${sparklines.map(([formula, cell]) => `<x14:sparkline><xm:f>${escape(formula)}</xm:f><xm:sqref>${cell}</xm:sqref></x14:sparkline>`).join('')}</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>`,
      ),
  ].filter((one) => typeof one === 'string');
  putElement(parts, sheet, 'extLst', `<extLst>${found.join('')}</extLst>`);
}
