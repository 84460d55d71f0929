import { officeRelationships, type PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

const metadataType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml';
const dynamicUri = '{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** What a cell's `cm` says of it (ECMA-376 part 1, 18.9.6): which of the indices mean a formula that spills. */
export function spillingCells(draft: PackageDraft, book: string): ReadonlySet<string> {
  const part = draft.relationships(book).find((one) => one.type === 'sheetMetadata' && draft.has(one.target))?.target;
  const found = new Set<string>();
  if (part === undefined) return found;
  const types: string[] = [];
  let inCells = false;
  let record = 0;
  new XmlEdit(draft.text(part)).walk((_, s) => {
    if (s.local === 'metadataType') types.push(s.attribute('name') ?? '');
    else if (s.depth === 2) inCells = s.local === 'cellMetadata';
    else if (inCells && s.local === 'bk') record++;
    else if (inCells && s.local === 'rc' && types[Number(s.attribute('t')) - 1] === 'XLDAPR') found.add(String(record));
  });
  return found;
}

/** The index of a cell's metadata that makes its array formula spill, made where this workbook has none. */
export function spillingIndex(draft: PackageDraft, book: string): string {
  const known = [...spillingCells(draft, book)][0];
  if (known !== undefined) return known;
  const part = draft.relationships(book).find((one) => one.type === 'sheetMetadata' && draft.has(one.target))?.target;
  if (part !== undefined) return joined(draft, part);
  const made = draft.freeName((n) => `xl/metadata${n === 1 ? '' : n}.xml`);
  draft.put(
    made,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<metadata xmlns="${spreadsheet}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1">${metadataTypeMarkup}</metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="${dynamicUri}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`,
  );
  draft.declare(made, metadataType);
  draft.relate(book, `${officeRelationships}/sheetMetadata`, made);
  return '1';
}

const metadataTypeMarkup =
  '<metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/>';

/** Adds the type to a metadata part that has others (pictures in cells). */
function joined(draft: PackageDraft, part: string): string {
  const text = draft.text(part);
  const types = (text.match(/<metadataType\b/g) ?? []).length;
  const cells = (/<cellMetadata\b[\s\S]*?<\/cellMetadata>/.exec(text)?.[0].match(/<bk>/g) ?? []).length;
  const record = `<bk><rc t="${types + 1}" v="0"/></bk>`;
  const future = `<futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="${dynamicUri}"><xda:dynamicArrayProperties xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray" fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata>`;
  let done = text
    .replace(/<metadataTypes count="\d+">/, `<metadataTypes count="${types + 1}">`)
    .replace('</metadataTypes>', `${metadataTypeMarkup}</metadataTypes>`);
  const place = /<cellMetadata\b|<valueMetadata\b|<\/metadata>/.exec(done)?.index ?? done.length;
  done = `${done.slice(0, place)}${future}${done.slice(place)}`;
  if (cells > 0)
    done = done
      .replace(/<cellMetadata count="\d+">/, `<cellMetadata count="${cells + 1}">`)
      .replace('</cellMetadata>', `${record}</cellMetadata>`);
  else {
    const at = /<valueMetadata\b|<\/metadata>/.exec(done)?.index ?? done.length;
    done = `${done.slice(0, at)}<cellMetadata count="1">${record}</cellMetadata>${done.slice(at)}`;
  }
  draft.put(part, done);
  return String(cells + 1);
}
