/** A picture of a header or footer as Excel keeps it: `id` is `LH`, `CFFIRST` and so on, lengths are points. */
export interface FixtureHeaderPicture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Part name of the picture. */
  readonly media: string;
  /** More attributes of `v:imagedata`. */
  readonly look?: string;
}

type Parts = ReadonlyMap<string, string | Uint8Array>;

const relationshipsOf = (part: string): string => part.replace(/([^/]+)$/u, '_rels/$1.rels');
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const noRelationships =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

/** The VML drawing that Excel writes for them (ECMA-376 part 1, 18.3.1.37), `rIdImg1` and so on for the pictures. */
export const headerVml = (pictures: readonly FixtureHeaderPicture[]): string =>
  '<xml xmlns:v="urn:schemas-microsoft-com:vml"\n xmlns:o="urn:schemas-microsoft-com:office:office"\n xmlns:x="urn:schemas-microsoft-com:office:excel">\n' +
  ' <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="9"/></o:shapelayout><v:shapetype id="_x0000_t75" coordsize="21600,21600" o:spt="75" o:preferrelative="t" path="m@4@5l@4@11@9@11@9@5xe" filled="f" stroked="f"><v:stroke joinstyle="miter"/><v:path o:extrusionok="f" gradientshapeok="t" o:connecttype="rect"/><o:lock v:ext="edit" aspectratio="t"/></v:shapetype>' +
  pictures
    .map(
      ({ id, width, height, look = '' }, n) =>
        `<v:shape id="${id}" o:spid="_x0000_s${9217 + n}" type="#_x0000_t75"\n  style='position:absolute;margin-left:0;margin-top:0;width:${width}pt;height:${height}pt;\n  z-index:${n + 1}'><v:imagedata o:relid="rIdImg${n + 1}" o:title="図 ${n + 1}"${look}/><o:lock v:ext="edit" rotation="t"/></v:shape>`,
    )
    .join('') +
  '</xml>';

/** A workbook's parts with pictures for the headers and footers of one sheet, which has `legacyDrawingHF` with `rIdHF`. */
export function withHeaderPictures(
  parts: Parts,
  sheet: string,
  pictures: readonly FixtureHeaderPicture[],
  media: Parts,
  vml = headerVml(pictures),
): Map<string, string | Uint8Array> {
  const all = new Map([...parts, ...media]);
  const drawing = 'xl/drawings/vmlDrawingHF1.vml';
  const relate = (part: string, id: string, type: string, target: string): void => {
    const before = String(all.get(relationshipsOf(part)) ?? noRelationships);
    all.set(
      relationshipsOf(part),
      before.replace(
        '</Relationships>',
        `<Relationship Id="${id}" Type="${office}/${type}" Target="/${target}"/></Relationships>`,
      ),
    );
  };
  relate(sheet, 'rIdHF', 'vmlDrawing', drawing);
  all.set(drawing, vml);
  for (const [n, picture] of pictures.entries()) relate(drawing, `rIdImg${n + 1}`, 'image', picture.media);
  const types = String(all.get('[Content_Types].xml'));
  const missing = [
    ['vml', 'application/vnd.openxmlformats-officedocument.vmlDrawing'],
    ['png', 'image/png'],
  ].filter(([extension]) => !types.includes(`Extension="${extension}"`));
  return all.set(
    '[Content_Types].xml',
    types.replace(
      '<Override',
      `${missing.map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`).join('')}<Override`,
    ),
  );
}

/** The element of the sheet that names the VML drawing. */
export const legacyDrawingHF = '<legacyDrawingHF r:id="rIdHF"/>';
