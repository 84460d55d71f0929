import { parseSections } from '../../../../src-shared/domain/sections.ts';
import { sentence } from '../../../../src-shared/failures/failures.ts';
import type { Language } from '../../../../src-shared/failures/language.ts';
import type { AnyField, AnyItem, OpenedAny } from './any-item.ts';

/** Characters of a piece of the text, about. */
const pieceLength = 1 << 13;

/**
 * `read --json` of a workbook of any form, in pieces, one line an item: texts nested by path, `cells`, and with `values` what each
 * box says beside its text.
 */
export function* anyJsonText(
  file: string,
  opened: OpenedAny,
  language: Language,
  withValues: boolean,
): Generator<string> {
  const form = { id: opened.form.id, edition: mainEdition(opened) };
  let piece = `{"file":${JSON.stringify(file)},"plan":${JSON.stringify({ years: opened.years })},"form":${JSON.stringify(form)},"items":[`;
  let before = '\n';
  for (const item of opened.items) {
    piece += before + JSON.stringify(itemJson(opened, item, withValues));
    before = ',\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  const warnings = opened.warnings.map((warning) => ({
    kind: warning.kind,
    message: sentence(warning, language),
    ...(warning.sheet === undefined ? {} : { sheet: warning.sheet }),
    ...(warning.cell === undefined ? {} : { cell: warning.cell }),
  }));
  const listed = warnings.length === 0 ? '[]' : `[\n${warnings.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
  yield `${piece}${opened.items.length === 0 ? ']' : '\n]'},"warnings":${listed}}\n`;
}

/** The edition that most items are read by. */
function mainEdition({ items }: Pick<OpenedAny, 'items'>): string {
  const counts = new Map<string, number>();
  for (const { edition } of items) counts.set(edition, (counts.get(edition) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function itemJson(opened: OpenedAny, item: AnyItem, withValues: boolean): Record<string, unknown> {
  const json: Record<string, unknown> = {
    sheet: item.sheet,
    ...(item.row === undefined ? {} : { row: item.row }),
    edition: item.edition,
  };
  const texts: Branch = {};
  const cells: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [path, field] of item.fields) {
    if (path === 'sections') {
      json['sections'] = parseSections(field.text);
      json['sectionsText'] = field.text;
    } else put(texts, path, field.text);
    cells[path] = cellName(item, field);
    if (withValues) values[path] = opened.valueOf(item, field);
  }
  for (const [key, branch] of Object.entries(texts)) json[key] = listed(branch);
  return { ...json, cells, ...(withValues ? { values } : {}) };
}

/** `C5` on the item's own sheet, else as Excel writes it: `'個表 1'!C5`. */
export const cellName = (item: Pick<AnyItem, 'sheet'>, field: Pick<AnyField, 'sheet' | 'cell'>): string =>
  field.sheet === item.sheet ? field.cell : `${quoted(field.sheet)}!${field.cell}`;

/** A name is quoted unless it is letters, digits and `_` and begins as no number or address does (ECMA-376 part 1, 18.17.2.3). */
function quoted(sheet: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{M}\p{N}_.]*$/u.test(sheet) && !/^[a-z]{1,3}\d+$/i.test(sheet) && !/^r\d*c\d*$/i.test(sheet);
  return isPlain ? sheet : `'${sheet.replaceAll("'", "''")}'`;
}

interface Branch {
  [key: string]: Branch | string;
}

function put(tree: Branch, path: string, text: string): void {
  const segments = path.split('.');
  const last = segments.pop() as string;
  let here = tree;
  for (const segment of segments) {
    const next = here[segment];
    if (typeof next === 'object') here = next;
    else here = here[segment] = {};
  }
  here[last] = text;
}

/** Keys that count from 0 are list indexes; a record between others that has no box is an empty one. */
function listed(branch: Branch | string | undefined): unknown {
  if (typeof branch !== 'object') return branch;
  const keys = Object.keys(branch);
  const isList = keys.length > 0 && keys.every((key) => /^(?:0|[1-9]\d{0,2})$/.test(key)) && keys.includes('0');
  if (!isList) return Object.fromEntries(keys.map((key) => [key, listed(branch[key])]));
  const length = Math.max(...keys.map(Number)) + 1;
  return Array.from({ length }, (_, i) => listed(branch[String(i)] ?? {}));
}
