import type { Checker, Where } from './checker.ts';
import { DRAWN_STYLES } from './description.ts';

const edge = /^(?:end|(?:year|last)[+-]\d{1,2})$/;

/** How a blank sheet is drawn: widths, heights and places within what a sheet can hold. */
export function checkDrawing(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['columns', 'rows']);
  const columns = c.object(one['columns'], `${at}.columns`);
  c.known(columns, `${at}.columns`, ['before', 'year']);
  for (const key of ['before', 'year'] as const)
    c.list(columns[key], `${at}.columns.${key}`, (width, where) => c.between(width, where, 0, 255), 0, 100);
  c.list(one['rows'], `${at}.rows`, (row, where) => checkRow(c, row, where), 0, 500);
}

function checkRow(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['id', 'height', 'each', 'boxes']);
  for (const key of ['id', 'each'] as const) if (one[key] !== undefined) c.id(one[key], `${at}.${key}`);
  if (one['height'] !== undefined) c.between(one['height'], `${at}.height`, 0, 409);
  c.list(one['boxes'] ?? [], `${at}.boxes`, (box, where) => checkBox(c, box, where), 0, 200);
}

function checkBox(c: Checker, value: unknown, at: Where): void {
  const one = c.object(value, at);
  c.known(one, at, ['style', 'label', 'path', 'from', 'to', 'since', 'until']);
  c.oneOf(one['style'], `${at}.style`, DRAWN_STYLES);
  if (one['path'] === undefined) c.anyText(one['label'], `${at}.label`);
  else c.path(one['path'], `${at}.path`);
  for (const key of ['from', 'to'] as const) {
    const place = one[key];
    if (typeof place === 'string' ? !edge.test(place) : !Number.isInteger(place) || (place as number) < 0)
      c.wrong(`${at}.${key}`, String(place));
  }
  for (const key of ['since', 'until'] as const) if (one[key] !== undefined) c.id(one[key], `${at}.${key}`);
}
