import { crc32, deflateRawSync } from 'node:zlib';

/** A zip of entries by hand, so that tests of reading stand on no writer of ours. */
function zip(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content as Uint8Array);
    const packed = deflateRawSync(data);
    const file = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, file, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), common, tail, file]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

export const xml = (text: string): string =>
  text.replace(
    /[&<>"\r]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' })[c] as string,
  );

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface RawSheet {
  readonly name: string;
  /** Everything inside `<worksheet>`. */
  readonly content: string;
  readonly state?: string;
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  /** Inside `<workbook>`, before and after `<sheets>`. */
  readonly before?: string;
  readonly after?: string;
  readonly strings?: readonly string[];
  /** Inside `<styleSheet>`. */
  readonly styles?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** A workbook of raw XML. */
export function rawWorkbook({ sheets, before = '', after = '', strings, styles, extra = {} }: RawWorkbook): Uint8Array {
  const rel = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${sheets.map((_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rel('rId1', 'officeDocument', 'xl/workbook.xml')}${extra['docProps/custom.xml'] ? rel('rId2', 'custom-properties', 'docProps/custom.xml') : ''}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relationships}">${before}<sheets>${sheets
      .map(
        (sheet, i) =>
          `<sheet name="${xml(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"${sheet.state ? ` state="${sheet.state}"` : ''}/>`,
      )
      .join('')}</sheets>${after}</workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, i) => rel(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${strings ? rel('rIdS', 'sharedStrings', 'sharedStrings.xml') : ''}${styles ? rel('rIdF', 'styles', 'styles.xml') : ''}</Relationships>`,
    ...(strings ? { 'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings.join('')}</sst>` } : {}),
    ...(styles ? { 'xl/styles.xml': `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>` } : {}),
    ...Object.fromEntries(
      sheets.map((sheet, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `${head}<worksheet xmlns="${main}">${sheet.content}</worksheet>`,
      ]),
    ),
    ...extra,
  });
}
