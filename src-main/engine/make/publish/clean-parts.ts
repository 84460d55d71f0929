import { stripMetadata } from '../../write/media/strip-metadata.ts';
import { relationshipsPart } from '../../package/part-names.ts';
import { contentTypesPart } from '../../package/content-types.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { allowedInDrawings } from './allowed-drawings.ts';
import { allowedInVml } from './allowed-vml.ts';
import { allowedInWorkbook } from './allowed-workbook.ts';
import { allowedOf, filterPart, type Allowed } from './filter-part.ts';
import { kindOfPart, type PublishingReport } from './kinds.ts';

const drawings = allowedOf(allowedInDrawings);
const sheets = allowedOf(allowedInWorkbook.sheet);

/** What may hang on what, by relationship type, with the list of what may stay in it; pictures have none. */
const lists: Readonly<Record<string, Allowed | 'picture'>> = {
  worksheet: sheets,
  chartsheet: sheets,
  styles: allowedOf(allowedInWorkbook.styles),
  theme: drawings,
  themeOverride: drawings,
  sharedStrings: allowedOf(allowedInWorkbook.strings),
  calcChain: allowedOf(allowedInWorkbook.chain),
  sheetMetadata: allowedOf(allowedInWorkbook.metadata),
  table: allowedOf(allowedInWorkbook.table),
  ctrlProp: allowedOf(allowedInWorkbook.control),
  drawing: drawings,
  chart: drawings,
  chartEx: drawings,
  chartUserShapes: drawings,
  diagramData: drawings,
  diagramLayout: drawings,
  diagramQuickStyle: drawings,
  diagramColors: drawings,
  diagramDrawing: drawings,
  vmlDrawing: allowedOf(allowedInVml),
  image: 'picture',
};

const workbookList = allowedOf(allowedInWorkbook.workbook);

/** Parts of a workbook's structure that may be related to the package itself. */
const ofPackage = new Set(['officeDocument', 'core-properties', 'extended-properties']);

/**
 * Goes from the package's root over all relationships: keeps those that may stay and takes out of their parts what may not.
 * What is not reached goes with the garbage.
 */
export function cleanParts(draft: PackageDraft, book: string, report: PublishingReport): void {
  const seen = new Set<string>();
  keepOnly(draft, '', report, (type) => ofPackage.has(type));
  const visit = (part: string, type: string): void => {
    const key = part.toLowerCase();
    if (seen.has(key)) return;
    seen.add(key);
    const list = part === book ? workbookList : lists[type];
    if (list === 'picture') return cleanPicture(draft, part, report);
    if (list === undefined) return;
    keepOnly(draft, part, report, (one, external) => (external ? one === 'hyperlink' : lists[one] !== undefined));
    const ids = new Set(draft.relationships(part).map((one) => one.id));
    const text = draft.text(part);
    const filtered = filterPart(text, { part, allowed: list, report, ids, vml: type === 'vmlDrawing' });
    if (filtered !== text) {
      draft.put(part, filtered);
      // Pictures that stood in for objects and controls which have gone.
      const unused = (id: string): boolean => !filtered.includes(`"${id}"`) && !filtered.includes(`'${id}'`);
      draft.unrelate(part, ({ type, id }) => type === 'image' && unused(id));
    }
    for (const one of draft.relationships(part))
      if (!one.external && draft.has(one.target)) visit(one.target, one.type);
  };
  visit(book, 'officeDocument');
}

/** Relationships of one part that stay; links to files, inner servers and mail do not. */
function keepOnly(
  draft: PackageDraft,
  part: string,
  report: PublishingReport,
  stays: (type: string, external: boolean) => boolean,
): void {
  draft.unrelate(part, ({ type, target, external, id }) => {
    const inside = external && target.startsWith('#');
    if (inside) return false;
    if (stays(type, external) && (!external || isPublicAddress(target))) {
      if (external) report.kept(part, 'hyperlink', target);
      return false;
    }
    const missing = !external && !draft.has(target);
    if (!missing || external)
      report.removed(
        kindOfPart[type] ?? (external ? 'links' : 'otherParts'),
        external ? part : target,
        external ? 'relationship' : type,
      );
    return missing ? id === '' : true;
  });
  for (const { id } of draft.relationships(part))
    if (!/^(?:r?Id|R)?[0-9a-f]{0,32}$|^rIdKohyo\d+$|^rKohyo\d+$/i.test(id)) report.kept(part, 'Relationship@Id', id);
  const name = relationshipsPart(part);
  if (!draft.has(name)) return;
  const text = draft.text(name);
  // Ids and targets are the program's own words; a remark is not.
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  if (plain !== text) draft.put(name, plain);
}

/** `http` to a server that the public reaches; one without a dot, with a number or a user's name is an inner one. */
function isPublicAddress(target: string): boolean {
  try {
    const url = new URL(target);
    const inner = /^[^.]+$|^\d+(?:\.\d+){3}$|\.(?:local|lan|internal|intra|corp|home|localdomain|lg\.jp\.local)$|^\[/i;
    return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !inner.test(url.hostname);
  } catch {
    return false;
  }
}

function cleanPicture(draft: PackageDraft, part: string, report: PublishingReport): void {
  const { data, removed, kind } = stripMetadata(draft.read(part));
  // What cannot be gone over may say anything.
  if (kind === undefined || kind === 'tiff') report.kept(part, 'picture', part);
  if (removed.length === 0) return;
  for (const what of removed) report.removed('pictures', part, what);
  draft.putBytes(part, data);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const applications =
  /^(?:Microsoft Excel|Microsoft Excel Online|LibreOffice.*|WPS Office.*|Kohyo Desk|Apache POI|openpyxl)$/;

/** Writes the document's properties anew with what tells nothing of anybody: dates, and the program. */
export function cleanProperties(draft: PackageDraft, report: PublishingReport): void {
  for (const { type, target } of draft.relationships('')) {
    if (!draft.has(target)) continue;
    const values = new Map<string, string>();
    if (type !== 'core-properties' && type !== 'extended-properties') continue;
    const core = type === 'core-properties';
    const stays = core ? new Set(['created', 'modified']) : new Set(['Application', 'AppVersion', 'DocSecurity']);
    // The program makes these anew by itself.
    const silent = new Set([
      'TitlesOfParts',
      'HeadingPairs',
      'ScaleCrop',
      'LinksUpToDate',
      'SharedDoc',
      'HyperlinksChanged',
    ]);
    const remarks = draft.text(target).match(/<!--[\s\S]*?-->/g)?.length ?? 0;
    report.removed('properties', target, 'comment', remarks);
    new XmlEdit(draft.text(target)).walk((_, s) => {
      if (s.depth !== 2) return;
      const { local } = s;
      const simple = s.text.charCodeAt(s.end) !== 0x3c || s.text.charCodeAt(s.end + 1) === 0x2f;
      const text = s.selfClosing || !simple ? '' : s.readText().trim();
      const fits =
        stays.has(local) &&
        (core
          ? /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?$/.test(text)
          : local === 'Application'
            ? applications.test(text)
            : /^[\d.]+$/.test(text));
      if (fits) values.set(local, text);
      else if (local === 'creator' || local === 'lastModifiedBy')
        report.removed('authors', target, local, text === '' ? 0 : 1);
      else if (!silent.has(local) || (simple && !/^(?:true|false|0|1)?$/.test(text)))
        report.removed('properties', target, local, text === '' && simple ? 0 : 1);
    });
    draft.put(target, core ? coreProperties(values) : appProperties(values));
  }
}

const coreProperties = (values: ReadonlyMap<string, string>): string =>
  `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[...values].map(([name, text]) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${text}</dcterms:${name}>`).join('')}</cp:coreProperties>`;

const appProperties = (values: ReadonlyMap<string, string>): string =>
  `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${['Application', 'DocSecurity', 'AppVersion'].flatMap((name) => (values.has(name) ? [`<${name}>${values.get(name)}</${name}>`] : [])).join('')}</Properties>`;

/** Names of parts as the programs give them. */
const usualName =
  /^(?:workbook|sheet|chartsheet|styles|theme|themeOverride|sharedStrings|calcChain|metadata|drawing|vmlDrawing(?:HF)?|drawing_?\w?|chart|chartEx|image|picture|table|ctrlProp|core|app|data|layout|quickStyle|colors|userShapes|media|\[Content_Types\]|\.rels)_?\d*(?:\.(?:xml|rels|vml|bin|png|jpe?g|gif|emf|wmf|bmp|tiff?|svg|webp))*$/i;

/** Tells the names of parts that somebody may have given. */
export function tellPartNames(draft: PackageDraft, report: PublishingReport): void {
  for (const name of draft.names()) {
    const last = name.slice(name.lastIndexOf('/') + 1);
    const folders = name
      .slice(0, -last.length)
      .split('/')
      .filter((one) => one !== '');
    if (name.endsWith('.rels') || name.endsWith('/')) continue;
    if (!usualName.test(last) || folders.some((one) => !/^[a-zA-Z]{2,14}$/.test(one))) report.kept(name, 'part', name);
  }
}

/** Content types of extensions and parts that are gone. */
export function cleanContentTypes(draft: PackageDraft, report: PublishingReport): void {
  const names = new Set(draft.names().map((name) => name.toLowerCase()));
  const used = new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  draft.edit(contentTypesPart, (edit) =>
    edit.walk((e, s) => {
      if (s.depth === 1) return;
      const part = s.attribute('PartName')?.replace(/^\/+/, '').toLowerCase();
      const extension = s.attribute('Extension')?.toLowerCase();
      if (
        (part !== undefined && names.has(part)) ||
        (extension !== undefined && used.has(extension)) ||
        extension === 'xml'
      )
        return;
      if (part === undefined && extension === undefined) report.removed('otherParts', contentTypesPart, s.local);
      e.remove();
    }),
  );
}
