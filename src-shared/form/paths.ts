/**
 * The grammar of paths, which scripts, journals and plan folders hold: segments of letters of any script, digits, `_` and
 * `-`, joined by `.`. A template has placeholders for whole segments; `{year}` is four Western digits, the others count from 0.
 */

const PLACEHOLDERS = ['year', 'row', 'slot', 'part', 'column', 'line'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const segment = /^[\p{L}\p{M}\p{N}_-]+$/u;
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Keys that `read --json` gives an item beside its texts. */
const taken: ReadonlySet<string> = new Set(['sheet', 'row', 'cells', 'edition', 'sectionsText', 'values']);
const LONGEST = 200;
const MOST_SEGMENTS = 12;

/** What is wrong with a path template, in a word; `undefined` for a good one. `whole`: not a piece that a table's path takes in. */
export function pathProblem(path: string, { templates = true, whole = true } = {}): string | undefined {
  if (path.length > LONGEST) return 'length';
  const segments = path.split('.');
  if (segments.length > MOST_SEGMENTS) return 'segments';
  for (const [i, one] of segments.entries()) {
    if (forbidden.has(one)) return one;
    if (i === 0 && whole && taken.has(one)) return one;
    if (one.startsWith('{') && one.endsWith('}')) {
      if (!templates || !PLACEHOLDERS.includes(one.slice(1, -1) as Placeholder)) return one;
      if (i === 0 && whole && one !== '{column}' && one !== '{line}') return one;
    } else if (!segment.test(one)) return one === '' ? '..' : one;
  }
  return undefined;
}

/** A path as it is stored and written by scripts: by grammar only, whatever form it is of. */
export const isPath = (path: string): boolean => path !== '' && pathProblem(path, { templates: false }) === undefined;

/** Fills placeholders in; one without a value stays. */
export function fillPath(template: string, values: Readonly<Partial<Record<Placeholder, string | number>>>): string {
  let path = '';
  let from = 0;
  for (let at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
    const end = template.indexOf('}', at);
    if (end < 0) break;
    const value = values[template.slice(at + 1, end) as Placeholder];
    path += template.slice(from, at) + String(value ?? template.slice(at, end + 1));
    from = end + 1;
  }
  return from === 0 ? template : path + template.slice(from);
}

/** Segments that may be equal: a placeholder and any text of its kind. */
const mayBeEqual = (a: string, b: string): boolean => a === b || fits(a, b) || fits(b, a);

function fits(pattern: string, segmentText: string): boolean {
  if (pattern === '{year}') return /^\d{4}$/.test(segmentText);
  if (pattern === '{row}' || pattern === '{slot}' || pattern === '{part}')
    return /^\d+$/.test(segmentText) || segmentText === '{row}' || segmentText === '{slot}' || segmentText === '{part}';
  return false;
}

/**
 * Two templates of one item that could give one path, or one the beginning of the other: such a text could not be nested.
 * Gives the index of the first and of the one it collides with. A trie over segments, so that 5,000 paths cost no 25 million looks.
 */
export function collision(paths: readonly string[]): readonly [number, number] | undefined {
  const root: Node = { index: -1, next: new Map() };
  for (const [index, path] of paths.entries()) {
    const other = enter(root, path.split('.'), 0, index);
    if (other !== undefined) return [index, other];
    add(root, path.split('.'), index);
  }
  return undefined;
}

interface Node {
  /** Of the path that ends here; -1 for none. */
  index: number;
  readonly next: Map<string, Node>;
}

function enter(node: Node, segments: readonly string[], at: number, index: number): number | undefined {
  if (node.index >= 0) return node.index;
  if (at === segments.length) return anyIn(node);
  const here = segments[at] as string;
  const exact = node.next.get(here);
  if (exact !== undefined) {
    const found = enter(exact, segments, at + 1, index);
    if (found !== undefined) return found;
  }
  const open = here.startsWith('{') || /^\d+$/.test(here);
  if (!open) return undefined;
  for (const [key, child] of node.next) {
    if (key === here || !mayBeEqual(key, here)) continue;
    const found = enter(child, segments, at + 1, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function add(root: Node, segments: readonly string[], index: number): void {
  let node = root;
  for (const one of segments) {
    let next = node.next.get(one);
    if (next === undefined) node.next.set(one, (next = { index: -1, next: new Map() }));
    node = next;
  }
  node.index = index;
}

function anyIn(node: Node): number | undefined {
  if (node.index >= 0) return node.index;
  for (const child of node.next.values()) {
    const found = anyIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
