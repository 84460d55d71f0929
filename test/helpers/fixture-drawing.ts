import { escapeXml } from './fixture-values.ts';

/** A place on a sheet, from 0; offsets in points. */
export interface Spot {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

export interface FixtureShape {
  readonly kind: 'arrow' | 'textBox' | 'picture' | 'absolute' | 'oneCell';
  readonly text: string;
  readonly from: Spot;
  readonly to: Spot;
}

export interface FixtureNote {
  readonly row: number;
  readonly column: number;
  readonly author: string;
  readonly text: string;
}

const emu = (points: number) => Math.round(points * 12700);
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spot = (name: string, s: Spot) =>
  `<xdr:${name}><xdr:col>${s.column}</xdr:col><xdr:colOff>${emu(s.x)}</xdr:colOff><xdr:row>${s.row}</xdr:row><xdr:rowOff>${emu(s.y)}</xdr:rowOff></xdr:${name}>`;

/** A drawing part (ECMA-376 part 1, 20.5): arrows and text boxes anchored to two cells, and the rarer anchors. */
export function drawingXml(shapes: readonly FixtureShape[]): string {
  const anchors = shapes.map((shape, i) => {
    const id = i + 2;
    const content = shape.kind === 'picture' ? picture(id) : drawn(shape, id);
    if (shape.kind === 'absolute') {
      return `<xdr:absoluteAnchor><xdr:pos x="${emu(shape.from.x)}" y="${emu(shape.from.y)}"/><xdr:ext cx="${emu(90)}" cy="${emu(20)}"/>${content}<xdr:clientData/></xdr:absoluteAnchor>`;
    }
    if (shape.kind === 'oneCell') {
      return `<xdr:oneCellAnchor>${spot('from', shape.from)}<xdr:ext cx="${emu(60)}" cy="${emu(16)}"/>${content}<xdr:clientData/></xdr:oneCellAnchor>`;
    }
    const editAs = shape.kind === 'picture' ? ' editAs="oneCell"' : '';
    return `<xdr:twoCellAnchor${editAs}>${spot('from', shape.from)}${spot('to', shape.to)}${content}<xdr:clientData/></xdr:twoCellAnchor>`;
  });
  return `${head}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${anchors.join('')}</xdr:wsDr>`;
}

function drawn(shape: FixtureShape, id: number): string {
  const arrow = shape.kind === 'arrow';
  const fill = arrow
    ? '<a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>'
    : '<a:schemeClr val="lt1"/>';
  return `<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="${id}" name="${arrow ? '右矢印' : 'テキスト ボックス'} ${id - 1}"/><xdr:cNvSpPr${arrow ? '' : ' txBox="1"'}/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(90)}" cy="${emu(18)}"/></a:xfrm><a:prstGeom prst="${arrow ? 'rightArrow' : 'rect'}"><a:avLst/></a:prstGeom><a:solidFill>${fill}</a:solidFill><a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></xdr:spPr><xdr:txBody><a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="square" lIns="18000" tIns="0" rIns="18000" bIns="0" rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr kumimoji="1" lang="ja-JP" altLang="en-US" sz="${arrow ? 800 : 700}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr><a:t>${escapeXml(shape.text)}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`;
}

const picture = (id: number) =>
  `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${id}" name="図 ${id - 1}" descr="市章"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="228600" cy="228600"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>`;

/** A comments part (18.7). */
export function commentsXml(notes: readonly FixtureNote[], address: (row: number, column: number) => string): string {
  const authors = [...new Set(notes.map((note) => note.author))];
  const list = notes.map(
    (note) =>
      `<comment ref="${address(note.row, note.column)}" authorId="${authors.indexOf(note.author)}" shapeId="0"><text><r><rPr><b/><sz val="9"/><color indexed="81"/><rFont val="MS P ゴシック"/><family val="3"/></rPr><t>${escapeXml(note.author)}:</t></r><r><rPr><sz val="9"/><color indexed="81"/><rFont val="MS P ゴシック"/><family val="3"/></rPr><t xml:space="preserve">\n${escapeXml(note.text)}</t></r></text></comment>`,
  );
  return `${head}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>${authors.map((a) => `<author>${escapeXml(a)}</author>`).join('')}</authors><commentList>${list.join('')}</commentList></comments>`;
}

/** The VML drawing that Excel keeps for notes (19.4; `x:Anchor`, `x:Row` and `x:Column` count from 0). */
export function vmlXml(notes: readonly FixtureNote[], sheetNumber: number): string {
  const shapes = notes.map(
    ({ row, column }, i) =>
      `<v:shape id="_x0000_s${sheetNumber * 1024 + i + 1}" type="#_x0000_t202" style='position:absolute;margin-left:520pt;margin-top:20pt;width:108pt;height:60pt;z-index:${i + 1};visibility:hidden' fillcolor="infoBackground [80]" strokecolor="none [81]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/><v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\n    ${column + 1}, 15, ${Math.max(0, row - 1)}, 4, ${column + 3}, 31, ${row + 3}, 1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${sheetNumber}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
}
