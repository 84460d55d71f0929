import type { FiscalYear } from '../../src-shared/domain/fields.ts';
import { itemSheet, type ItemSheetContext, type SheetLinks } from './fixture-item-sheet.ts';
import { filledItem, truthOf, type TruthItem } from './fixture-items.ts';
import { defaultGrades, defaultStatuses, eraLabel, type FixtureOptions } from './fixture-options.ts';
import { coverSheet, instructionSheet, listSheet, rollUpSheet, rollUpTitle } from './fixture-other-sheets.ts';
import { address, place, sheetXml, StringTable, type SheetModel, type WorksheetElement } from './fixture-sheet.ts';
import { FixtureStyles } from './fixture-styles.ts';
import { themeXml } from './fixture-theme.ts';
import { escapeXml, type FixtureValue } from './fixture-values.ts';
import { cityMark } from './png.ts';
import { zip } from './zip.ts';

export interface FixtureWorkbook {
  readonly bytes: Uint8Array;
  /** The parts as zipped; change some and give them to `zipParts`. */
  readonly parts: ReadonlyMap<string, string | Uint8Array>;
  /** As in a truth file: what reading must give. */
  readonly truth: { readonly plan: { readonly years: readonly FiscalYear[] }; readonly items: readonly TruthItem[] };
  /** Sheet name to part name. */
  readonly sheets: Readonly<Record<string, string>>;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeRels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface SheetEntry extends SheetLinks {
  readonly name: string;
  readonly model: SheetModel;
  readonly state?: 'hidden' | 'veryHidden' | undefined;
  readonly printArea?: string;
  readonly printTitles?: string;
}

export function zipParts(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  return zip([...parts].map(([name, data]) => ({ name, data })));
}

/** Builds the workbook; see `FixtureOptions` for what it can have. The same options give the same bytes. */
export function fixtureWorkbook(options: FixtureOptions = {}): FixtureWorkbook {
  const years = options.years ?? [2025, 2026];
  const given = options.items ?? 3;
  const items = typeof given === 'number' ? Array.from({ length: given }, (_, i) => filledItem(i + 1, years)) : given;
  const font = options.font ?? 'ＭＳ Ｐゴシック';
  const styles = new FixtureStyles(font, options.fill ?? 'FFDAEEF3');
  const strings = new StringTable(font);
  const yearLabel = options.yearLabel ?? eraLabel;
  const context: ItemSheetContext = { options, years, yearLabel, styles };
  const drawn = items.map((item, i) => ({ item, name: item.sheet ?? `No.${i + 1}`, ...itemSheet(item, context) }));

  const entries: SheetEntry[] = [];
  if (options.cover !== false) entries.push(coverSheet(options, styles, years.map(yearLabel)));
  if (options.instructions !== false) entries.push(instructionSheet(options.instructions ?? true, styles));
  if (options.rollUp !== false)
    entries.push(rollUpSheet(drawn, rollUpTitle(options), years.map(yearLabel), years, styles));
  for (const { item, name, model, links, last } of drawn) {
    entries.push({
      name,
      model,
      state: item.state,
      printArea: `$A$1:${last.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')}`,
      ...links,
    });
  }
  for (const extra of options.extraSheets ?? []) entries.push(extraSheet(extra, styles));
  if (options.listSheet !== false) {
    entries.push(listSheet(options.statuses ?? defaultStatuses, options.grades ?? defaultGrades, styles));
  }

  const parts = assemble(entries, options, styles, strings, font);
  const kept = new Map<string, string | Uint8Array>();
  for (const [name, data] of parts) {
    const changed = options.tamper === undefined ? data : options.tamper(name, data);
    if (changed !== undefined) kept.set(name, changed);
  }
  return {
    bytes: zipParts(kept),
    parts: kept,
    truth: { plan: { years }, items: drawn.map(({ item, name, cells }) => truthOf(name, item.values, cells)) },
    sheets: Object.fromEntries(entries.map((entry, i) => [entry.name, `xl/worksheets/sheet${i + 1}.xml`])),
  };
}

function extraSheet(extra: NonNullable<FixtureOptions['extraSheets']>[number], styles: FixtureStyles): SheetEntry {
  const cells = new Map<number, Map<number, { style: number; value: FixtureValue }>>();
  for (const [ref, value] of Object.entries(extra.cells)) {
    const [row, column] = place(ref);
    if (!cells.has(row)) cells.set(row, new Map());
    cells.get(row)?.set(column, { style: styles.id('plain'), value });
  }
  return {
    name: extra.name,
    model: { columns: [], rows: new Map(), cells, merges: [], elements: extra.elements ?? {} },
    ...(extra.table === undefined ? {} : { table: extra.table }),
  };
}

const quote = (sheet: string) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`);

function assemble(
  entries: readonly SheetEntry[],
  options: FixtureOptions,
  styles: FixtureStyles,
  strings: StringTable,
  font: string,
): Map<string, string | Uint8Array> {
  const parts = new Map<string, string | Uint8Array>();
  const types: (readonly [string, string])[] = [];
  const add = (name: string, data: string | Uint8Array, type?: string) => {
    parts.set(name, data);
    if (type !== undefined) types.push([name, type]);
  };
  const rels = (list: readonly (readonly [string, string, string])[]) =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type.includes('/') ? type : `${officeRels}/${type}`}" Target="${escapeXml(target)}"/>`).join('')}</Relationships>`;

  add('[Content_Types].xml', '');
  add(
    '_rels/.rels',
    rels([
      ['rId1', 'officeDocument', 'xl/workbook.xml'],
      [
        'rId2',
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ],
      ['rId3', 'extended-properties', 'docProps/app.xml'],
      ...(options.customProperties ? [['rId4', 'custom-properties', 'docProps/custom.xml'] as const] : []),
      ...(options.customXml ? [['rId5', 'customXml', 'customXml/item1.xml'] as const] : []),
    ]),
  );
  const workbookRels: (readonly [string, string, string])[] = [];
  const calc: string[] = [];
  let drawings = 0;
  let notes = 0;
  let tables = 0;
  entries.forEach((entry, i) => {
    const number = i + 1;
    const part = `xl/worksheets/sheet${number}.xml`;
    const links: (readonly [string, string, string])[] = [];
    const elements: Partial<Record<WorksheetElement, string>> = { ...entry.model.elements };
    elements.sheetViews ??= `<sheetViews><sheetView showGridLines="0"${i === 0 ? ' tabSelected="1"' : ''} workbookViewId="0"/></sheetViews>`;
    if (entry.shapes !== undefined && entry.shapes.length > 0) {
      const name = `drawing${++drawings}.xml`;
      links.push(['rId1', 'drawing', `../drawings/${name}`]);
      elements.drawing = '<drawing r:id="rId1"/>';
      add(`xl/drawings/${name}`, entry.drawing ?? '', 'application/vnd.openxmlformats-officedocument.drawing+xml');
      if (entry.shapes.some((shape) => shape.kind === 'picture')) {
        add(`xl/drawings/_rels/${name}.rels`, rels([['rId1', 'image', '../media/image1.png']]));
        parts.set('xl/media/image1.png', cityMark());
      }
    }
    if (entry.notes !== undefined) {
      notes++;
      links.push(
        ['rId2', 'vmlDrawing', `../drawings/vmlDrawing${notes}.vml`],
        ['rId3', 'comments', `../comments${notes}.xml`],
      );
      elements.legacyDrawing = '<legacyDrawing r:id="rId2"/>';
      add(`xl/drawings/vmlDrawing${notes}.vml`, entry.notes.vml(number));
      add(`xl/comments${notes}.xml`, entry.notes.comments, `${spreadsheetType}.comments+xml`);
    }
    if (entry.table !== undefined) {
      tables++;
      const { name, ref, columns } = entry.table;
      links.push(['rId4', 'table', `../tables/table${tables}.xml`]);
      elements.tableParts = '<tableParts count="1"><tablePart r:id="rId4"/></tableParts>';
      add(
        `xl/tables/table${tables}.xml`,
        `${head}<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${tables}" name="${name}" displayName="${name}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${columns.length}">${columns.map((c, k) => `<tableColumn id="${k + 1}" name="${escapeXml(c)}"/>`).join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`,
        `${spreadsheetType}.table+xml`,
      );
    }
    add(
      part,
      sheetXml({ ...entry.model, elements }, options.inlineStrings ? 'inline' : strings, font),
      `${spreadsheetType}.worksheet+xml`,
    );
    if (links.length > 0) add(`xl/worksheets/_rels/sheet${number}.xml.rels`, rels(links));
    workbookRels.push([`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`]);
    for (const [row, cells] of entry.model.cells) {
      for (const [column, cell] of cells) {
        if (typeof cell.value === 'object' && 'formula' in cell.value)
          calc.push(`<c r="${address(row, column)}" i="${number}"/>`);
      }
    }
  });

  add('xl/theme/theme1.xml', themeXml, 'application/vnd.openxmlformats-officedocument.theme+xml');
  workbookRels.push(['rId9004', 'theme', 'theme/theme1.xml']);
  add('xl/styles.xml', styles.xml(), `${spreadsheetType}.styles+xml`);
  workbookRels.push(['rId9001', 'styles', 'styles.xml']);
  if (!options.inlineStrings) {
    add('xl/sharedStrings.xml', strings.xml(), `${spreadsheetType}.sharedStrings+xml`);
    workbookRels.push(['rId9002', 'sharedStrings', 'sharedStrings.xml']);
  }
  if (calc.length > 0) {
    add(
      'xl/calcChain.xml',
      `${head}<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${calc.join('')}</calcChain>`,
      `${spreadsheetType}.calcChain+xml`,
    );
    workbookRels.push(['rId9003', 'calcChain', 'calcChain.xml']);
  }
  if (options.customXml) {
    add('customXml/item1.xml', `${head}<保存期間 xmlns="urn:kohyo-desk:fixture"><年数>5</年数></保存期間>`);
    add(
      'customXml/itemProps1.xml',
      `${head}<ds:datastoreItem ds:itemID="{3C0F4C52-91F4-4C61-A3F0-0A61F0B87C11}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`,
      'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
    );
    add('customXml/_rels/item1.xml.rels', rels([['rId1', 'customXmlProps', 'itemProps1.xml']]));
  }
  add('xl/workbook.xml', workbookXml(entries, options), `${spreadsheetType}.sheet.main+xml`);
  add('xl/_rels/workbook.xml.rels', rels(workbookRels));
  const author = escapeXml(options.author ?? '企画課');
  add(
    'docProps/core.xml',
    `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${author}</dc:creator><cp:lastModifiedBy>${author}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>`,
    'application/vnd.openxmlformats-package.core-properties+xml',
  );
  add(
    'docProps/app.xml',
    `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>ワークシート</vt:lpstr></vt:variant><vt:variant><vt:i4>${entries.length}</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="${entries.length}" baseType="lpstr">${entries.map((e) => `<vt:lpstr>${escapeXml(e.name)}</vt:lpstr>`).join('')}</vt:vector></TitlesOfParts>${options.company ? `<Company>${escapeXml(options.company)}</Company>` : ''}<AppVersion>16.0300</AppVersion></Properties>`,
    'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  );
  if (options.customProperties) {
    const list = Object.entries(options.customProperties).map(
      ([name, value], i) =>
        `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${i + 2}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
    );
    add(
      'docProps/custom.xml',
      `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${list.join('')}</Properties>`,
      'application/vnd.openxmlformats-officedocument.custom-properties+xml',
    );
  }
  const overrides = types.map(([name, type]) => `<Override PartName="/${escapeXml(name)}" ContentType="${type}"/>`);
  parts.set(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="png" ContentType="image/png"/>${overrides.join('')}</Types>`,
  );
  return parts;
}

function workbookXml(entries: readonly SheetEntry[], options: FixtureOptions): string {
  const sheets = entries.map(
    (entry, i) =>
      `<sheet name="${escapeXml(entry.name)}" sheetId="${i + 1}"${entry.state ? ` state="${entry.state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const names: { key: string; xml: string }[] = [];
  const define = (name: string, refers: string, sheet?: number, hidden = false) =>
    names.push({
      key: `${name} ${String(sheet ?? '').padStart(4, '0')}`,
      xml: `<definedName name="${escapeXml(name)}"${sheet === undefined ? '' : ` localSheetId="${sheet}"`}${hidden ? ' hidden="1"' : ''}>${escapeXml(refers)}</definedName>`,
    });
  entries.forEach((entry, i) => {
    if (entry.printArea !== undefined) define('_xlnm.Print_Area', `${quote(entry.name)}!${entry.printArea}`, i);
    if (entry.printTitles !== undefined) define('_xlnm.Print_Titles', `${quote(entry.name)}!${entry.printTitles}`, i);
  });
  if (options.lists === 'name') {
    define('状況一覧', `リスト!$A$2:$A$${(options.statuses ?? defaultStatuses).length + 1}`);
    define('評価一覧', `リスト!$C$2:$C$${(options.grades ?? defaultGrades).length + 1}`);
  }
  for (const { name, refers, sheet, hidden } of options.definedNames ?? []) {
    define(name, refers, sheet === undefined ? undefined : entries.findIndex((entry) => entry.name === sheet), hidden);
  }
  names.sort((a, b) => (a.key < b.key ? -1 : 1));
  return `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeRels}"><workbookPr defaultThemeVersion="124226"/>${options.structureLocked ? '<workbookProtection lockStructure="1"/>' : ''}<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20730" windowHeight="11160"/></bookViews><sheets>${sheets.join('')}</sheets>${names.length > 0 ? `<definedNames>${names.map((n) => n.xml).join('')}</definedNames>` : ''}<calcPr calcId="191029"/></workbook>`;
}
