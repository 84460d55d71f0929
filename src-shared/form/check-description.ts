import { err, type Result } from '../domain/result.ts';
import {
  FIELD_KINDS,
  FIELD_ROLES,
  FORMAT_VERSION,
  ROLL_OVERS,
  SAID_LANGUAGES,
  SAYINGS,
  STAGE_TIMES,
  SHEET_ROLES,
  TRAIT_KEYS,
  type DescriptionRefusal,
  type FormDescription,
} from './description.ts';
import { checkPaths } from './check-paths.ts';
import { Checker, DescriptionError, type Where } from './checker.ts';
import { checkDrawing } from './check-drawing.ts';

/** Limits of a description that came from outside (DESIGN.md). */
export const DESCRIPTION_LIMITS = { bytes: 1_048_576, fields: 5_000, levels: 8, text: 400 } as const;

/** The description in a file's text, checked; never throws but for bugs, whatever the text is. */
export function parseDescription(text: string): Result<FormDescription, DescriptionRefusal> {
  if (text.length > DESCRIPTION_LIMITS.bytes || byteLength(text) > DESCRIPTION_LIMITS.bytes)
    return err({ reason: 'too-large', place: '', what: `${DESCRIPTION_LIMITS.bytes} bytes` });
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    return err({ reason: 'no-json', place: '', what: error instanceof Error ? error.message : '' });
  }
  return checkDescription(json);
}

/** The value as a description; the first thing that is wrong is told with its place. */
export function checkDescription(json: unknown): Result<FormDescription, DescriptionRefusal> {
  const checker = new Checker(DESCRIPTION_LIMITS);
  try {
    const form = checker.object(json, '');
    if (form['kohyoForm'] === undefined) return err({ reason: 'no-form', place: '', what: 'kohyoForm' });
    const version = checker.integer(form['kohyoForm'], 'kohyoForm', 1, 1_000_000);
    if (version > FORMAT_VERSION) return err({ reason: 'newer', place: 'kohyoForm', what: String(version) });
    checker.depth(json, '', 0);
    description(checker, form);
    return checkPaths(json as FormDescription, DESCRIPTION_LIMITS.fields);
  } catch (error) {
    if (error instanceof DescriptionError) return err(error.refusal);
    throw error;
  }
}

function description(c: Checker, form: Readonly<Record<string, unknown>>): void {
  c.known(form, '', ['kohyoForm', 'id', 'name', 'stages', 'says', 'editions']);
  c.id(form['id'], 'id');
  c.text(form['name'], 'name');
  const stages = c.list(form['stages'] ?? [], 'stages', (value, at) => stage(c, value, at));
  c.unique(stages, 'stages');
  c.stages = new Set(stages);
  if (form['says'] !== undefined) says(c, form['says']);
  const editions = c.list(form['editions'], 'editions', (value, at) => edition(c, value, at), 1, 50);
  c.unique(editions, 'editions');
}

function says(c: Checker, value: unknown): void {
  const languages = c.object(value, 'says');
  c.known(languages, 'says', SAID_LANGUAGES);
  for (const [language, kinds] of Object.entries(languages)) {
    const saying = c.object(kinds, `says.${language}`);
    c.known(saying, `says.${language}`, SAYINGS);
    for (const [kind, words] of Object.entries(saying)) {
      const at = `says.${language}.${kind}`;
      for (const [key, text] of Object.entries(c.object(words, at))) {
        if (kind === 'boxes') c.path(key, at);
        c.text(text, `${at}.${key}`);
      }
    }
  }
}

function stage(c: Checker, value: unknown, at: Where): string {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'name', 'title', 'each', 'months', 'after', 'step', 'with', 'beside', 'by']);
  for (const key of ['name', 'title', 'by'] as const) if (one[key] !== undefined) c.text(one[key], `${at}.${key}`);
  if (one['each'] !== undefined) c.oneOf(one['each'], `${at}.each`, STAGE_TIMES);
  if (one['after'] !== undefined) c.boolean(one['after'], `${at}.after`);
  if (one['step'] !== undefined) c.id(one['step'], `${at}.step`);
  c.list(one['with'] ?? [], `${at}.with`, (other, where) => c.text(other, where), 0, 50);
  c.list(one['beside'] ?? [], `${at}.beside`, (table, where) => c.text(table, where), 0, 50);
  c.list(one['months'] ?? [], `${at}.months`, (month, where) => c.integer(month, where, 1, 12), 0, 12);
  return c.text(one['id'], `${at}.id`);
}

function edition(c: Checker, value: unknown, at: Where): string {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'name', 'sheets', 'checks', 'follows']);
  if (one['name'] !== undefined) c.text(one['name'], `${at}.name`);
  const sheets = c.list(one['sheets'], `${at}.sheets`, (sheetForm, where) => sheet(c, sheetForm, where), 1, 200);
  c.unique(sheets, `${at}.sheets`);
  c.list(one['sheets'], `${at}.sheets`, (sheetForm, where) => part(c, sheetForm, where, sheets));
  c.list(one['checks'] ?? [], `${at}.checks`, (rule, where) => check(c, rule, where), 0, 2_000);
  if (one['follows'] !== undefined) {
    const follows = c.object(one['follows'], `${at}.follows`);
    c.known(follows, `${at}.follows`, ['edition', 'paths']);
    c.id(follows['edition'], `${at}.follows.edition`);
    for (const [from, to] of Object.entries(c.object(follows['paths'], `${at}.follows.paths`))) {
      c.path(from, `${at}.follows.paths`);
      c.path(to, `${at}.follows.paths.${from}`);
    }
  }
  return c.id(one['id'], `${at}.id`);
}

function sheet(c: Checker, value: unknown, at: Where): string {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'role', 'layout', 'titles', 'names', 'words', 'year', 'part', 'blocks', 'draw']);
  const role = c.oneOf(one['role'], `${at}.role`, SHEET_ROLES);
  const layout =
    one['layout'] === undefined
      ? 'sheet'
      : c.oneOf(one['layout'], `${at}.layout`, ['sheet', 'rows', 'blocks'] as const);
  c.list(one['titles'] ?? [], `${at}.titles`, (label, where) => c.label(label, where), 0, 50);
  c.list(one['names'] ?? [], `${at}.names`, (name, where) => c.text(name, where), 0, 50);
  c.list(one['words'] ?? [], `${at}.words`, (word, where) => c.text(word, where), 0, 2_000);
  if (one['year'] !== undefined) {
    const year = c.object(one['year'], `${at}.year`);
    c.known(year, `${at}.year`, ['path', 'title', 'offset']);
    if (year['path'] === undefined) c.label(year['title'], `${at}.year.title`);
    else c.path(year['path'], `${at}.year.path`);
    if (year['offset'] !== undefined) c.integer(year['offset'], `${at}.year.offset`, -100, 100);
  }
  if (one['part'] !== undefined && role !== 'part' && role !== 'list') c.wrong(`${at}.part`, `role ${role}`);
  const blocks = c.list(one['blocks'], `${at}.blocks`, (blockForm, where) => block(c, blockForm, where), 0, 500);
  c.unique(blocks, `${at}.blocks`);
  if (layout === 'rows') onlyTable(c, one, at);
  if (one['draw'] !== undefined) checkDrawing(c, one['draw'], `${at}.draw`);
  return c.id(one['id'], `${at}.id`);
}

/** A sheet of one item a row is one table: anything else on it would belong to every item. */
function onlyTable(c: Checker, one: Readonly<Record<string, unknown>>, at: Where): void {
  const blocks = c.list(one['blocks'], `${at}.blocks`, (value, where) => c.object(value, where), 1, 1);
  const tables = (blocks[0] as Record<string, unknown>)['tables'];
  c.list(tables, `${at}.blocks[0].tables`, (value, where) => c.object(value, where), 1, 1);
}

function part(c: Checker, value: unknown, at: Where, sheets: readonly string[]): void {
  const one = c.object(value, at);
  if (one['part'] === undefined) return;
  const joined = c.object(one['part'], `${at}.part`);
  c.known(joined, `${at}.part`, ['of', 'join']);
  const of = c.id(joined['of'], `${at}.part.of`);
  if (!sheets.includes(of) || of === one['id']) c.wrong(`${at}.part.of`, of);
  c.oneOf(joined['join'], `${at}.part.join`, ['workbook', 'number', 'order'] as const);
}

function block(c: Checker, value: unknown, at: Where): string {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'shown', 'heading', 'repeat', 'stage', 'applies', 'fields', 'tables']);
  if (one['shown'] !== undefined) c.anyText(one['shown'], `${at}.shown`);
  if (one['heading'] !== undefined) c.label(one['heading'], `${at}.heading`);
  repeat(c, one['repeat'], `${at}.repeat`);
  if (one['stage'] !== undefined) c.stage(one['stage'], `${at}.stage`);
  if (one['applies'] !== undefined) applies(c, one['applies'], `${at}.applies`);
  c.list(one['fields'] ?? [], `${at}.fields`, (field, where) => fieldForm(c, field, where), 0, 5_000);
  const tables = c.list(one['tables'] ?? [], `${at}.tables`, (table, where) => tableForm(c, table, where), 0, 500);
  c.unique(tables, `${at}.tables`);
  c.list(one['tables'] ?? [], `${at}.tables`, (table, where) => {
    const { under, id } = c.object(table, where);
    if (under !== undefined && (under === id || !tables.includes(under as string)))
      c.wrong(`${where}.under`, String(under));
  });
  return c.id(one['id'], `${at}.id`);
}

function repeat(c: Checker, value: unknown, at: Where): void {
  if (value === undefined) return;
  const one = c.object(value, at);
  c.known(one, at, ['slots', 'grow', 'count']);
  if (one['count'] !== undefined) c.id(one['count'], `${at}.count`);
  if (one['slots'] !== undefined) c.integer(one['slots'], `${at}.slots`, 1, 1_000);
  if (one['grow'] !== undefined) c.boolean(one['grow'], `${at}.grow`);
}

function applies(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['path', 'is', 'not']);
  c.path(one['path'], `${at}.path`);
  c.list(one['is'] ?? [], `${at}.is`, (word, where) => c.text(word, where), 0, 200);
  c.list(one['not'] ?? [], `${at}.not`, (word, where) => c.text(word, where), 0, 200);
}

function traits(c: Checker, one: Readonly<Record<string, unknown>>, at: Where): void {
  if (one['kind'] !== undefined) c.oneOf(one['kind'], `${at}.kind`, FIELD_KINDS);
  if (one['role'] !== undefined) c.oneOf(one['role'], `${at}.role`, FIELD_ROLES);
  if (one['stage'] !== undefined) c.stage(one['stage'], `${at}.stage`);
  if (one['unit'] !== undefined) c.text(one['unit'], `${at}.unit`);
  c.list(one['choices'] ?? [], `${at}.choices`, (choice, where) => c.anyText(choice, where), 0, 500);
  if (one['marks'] !== undefined) {
    const marks = c.object(one['marks'], `${at}.marks`);
    c.known(marks, `${at}.marks`, ['on', 'off', 'separator', 'several']);
    for (const key of ['on', 'off', 'separator'] as const)
      if (marks[key] !== undefined) c.anyText(marks[key], `${at}.marks.${key}`);
    if (marks['several'] !== undefined) c.boolean(marks['several'], `${at}.marks.several`);
  }
  c.list(
    one['blanks'] ?? [],
    `${at}.blanks`,
    (value, where) => {
      const blank = c.object(value, where);
      c.known(blank, where, ['name', 'before', 'after']);
      c.text(blank['name'], `${where}.name`);
      c.anyText(blank['before'], `${where}.before`);
      c.anyText(blank['after'], `${where}.after`);
    },
    0,
    50,
  );
  if (one['own'] !== undefined) {
    const own = c.object(one['own'], `${at}.own`);
    c.known(own, `${at}.own`, ['before', 'after']);
    for (const key of ['before', 'after'] as const) if (own[key] !== undefined) c.anyText(own[key], `${at}.own.${key}`);
  }
  if (one['year'] !== undefined) {
    const year = c.object(one['year'], `${at}.year`);
    c.known(year, `${at}.year`, ['fixed', 'offset']);
    if (year['fixed'] !== undefined) c.integer(year['fixed'], `${at}.year.fixed`, 1868, 2999);
    if (year['offset'] !== undefined) c.integer(year['offset'], `${at}.year.offset`, -100, 100);
  }
  if (one['applies'] !== undefined) applies(c, one['applies'], `${at}.applies`);
  if (one['required'] !== undefined) c.boolean(one['required'], `${at}.required`);
  if (one['rollOver'] !== undefined) c.oneOf(one['rollOver'], `${at}.rollOver`, ROLL_OVERS);
  if (one['names'] !== undefined) c.between(one['names'], `${at}.names`, 0, 1);
  if (one['lead'] !== undefined) c.boolean(one['lead'], `${at}.lead`);
  c.list(one['begins'] ?? [], `${at}.begins`, (path, where) => c.path(path, where), 0, 20);
  for (const key of ['shown', 'paper'] as const) if (one[key] !== undefined) c.anyText(one[key], `${at}.${key}`);
}

function fieldForm(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['path', 'label', 'place', 'at', ...TRAIT_KEYS]);
  c.count(at);
  c.path(one['path'], `${at}.path`);
  c.oneOf(one['kind'], `${at}.kind`, FIELD_KINDS);
  if (one['label'] !== undefined) c.text(one['label'], `${at}.label`);
  if (one['at'] !== undefined) c.area(one['at'], `${at}.at`);
  const place = c.object(one['place'], `${at}.place`);
  c.known(place, `${at}.place`, ['side', 'rows', 'columns', 'n']);
  const sides = ['own', 'right', 'left', 'below', 'above', 'cross'] as const;
  const side = c.oneOf(place['side'], `${at}.place.side`, sides);
  const rows = c.list(place['rows'] ?? [], `${at}.place.rows`, (label, where) => c.label(label, where), 0, 5);
  const columns = c.list(place['columns'] ?? [], `${at}.place.columns`, (label, where) => c.label(label, where), 0, 5);
  const needsRows = side === 'right' || side === 'left' || side === 'cross';
  const needsColumns = side === 'below' || side === 'above' || side === 'cross';
  if (needsRows && rows.length === 0) c.wrong(`${at}.place.rows`, side);
  if (needsColumns && columns.length === 0) c.wrong(`${at}.place.columns`, side);
  if (rows.length + columns.length === 0) c.wrong(`${at}.place`, side);
  if (place['n'] !== undefined) c.integer(place['n'], `${at}.place.n`, 1, 200);
  traits(c, one, at);
}

function tableForm(c: Checker, value: unknown, at: Where): string {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'heading', 'under', 'path', 'columns', 'lines', 'repeat', 'cells', ...TRAIT_KEYS]);
  if (one['heading'] !== undefined) c.label(one['heading'], `${at}.heading`);
  c.path(one['path'], `${at}.path`);
  const columns = c.list(one['columns'], `${at}.columns`, (entry, where) => axis(c, entry, where, true), 1, 1_000);
  const lines = c.list(one['lines'] ?? [], `${at}.lines`, (entry, where) => axis(c, entry, where, false), 0, 500);
  c.count(at, columns.length * Math.max(1, lines.length));
  repeat(c, one['repeat'], `${at}.repeat`);
  c.list(
    one['cells'] ?? [],
    `${at}.cells`,
    (entry, where) => {
      const cell = c.object(entry, where);
      c.known(cell, where, ['line', 'column', 'none', ...TRAIT_KEYS]);
      if (cell['line'] !== undefined && !lines.includes(cell['line'] as string))
        c.wrong(`${where}.line`, String(cell['line']));
      if (cell['column'] !== undefined && !columns.includes(cell['column'] as string))
        c.wrong(`${where}.column`, String(cell['column']));
      if (cell['none'] !== undefined) c.boolean(cell['none'], `${where}.none`);
      traits(c, cell, where);
    },
    0,
    5_000,
  );
  traits(c, one, at);
  return c.id(one['id'], `${at}.id`);
}

function axis(c: Checker, value: unknown, at: Where, column: boolean): string {
  const one = c.object(value, at);
  c.known(one, at, ['label', 'path', 'at', ...(column ? ['whole', 'n'] : []), ...TRAIT_KEYS]);
  const labels = Array.isArray(one['label']) ? one['label'] : [one['label']];
  c.list(labels, `${at}.label`, (label, where) => c.label(label, where), column ? 0 : 1, 5);
  if (one['at'] !== undefined) c.area(one['at'], `${at}.at`);
  if (one['whole'] !== undefined) c.boolean(one['whole'], `${at}.whole`);
  if (one['n'] !== undefined) c.integer(one['n'], `${at}.n`, 1, 20);
  traits(c, one, at);
  return c.path(one['path'], `${at}.path`, false);
}

function check(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['kind', 'total', 'terms', 'tolerance', 'fields', 'field', 'says']);
  const kinds = ['sum', 'difference', 'ratio', 'product', 'mean', 'needs', 'together', 'order', 'allowed'] as const;
  const kind = c.oneOf(one['kind'], `${at}.kind`, kinds);
  if (one['says'] !== undefined) c.text(one['says'], `${at}.says`);
  if (kind === 'allowed') c.path(one['field'], `${at}.field`);
  else if (kind === 'needs' || kind === 'together' || kind === 'order')
    c.list(one['fields'], `${at}.fields`, (path, where) => c.path(path, where), 1, 200);
  else {
    c.path(one['total'], `${at}.total`);
    c.list(one['terms'], `${at}.terms`, (path, where) => c.path(path, where), 1, 200);
    if (one['tolerance'] !== undefined) c.between(one['tolerance'], `${at}.tolerance`, 0, 1e12);
  }
}

/** UTF-8 bytes of a text, counted without a copy. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
