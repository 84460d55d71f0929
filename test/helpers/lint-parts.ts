import type { WorkbookPackage } from '../../src-main/engine/types.ts';
import { child, position, walk, type Node } from './lint-tree.ts';

type Trees = ReadonlyMap<string, Node>;

/** Ids both ways: one that is used has a relationship, and one of a kind that is shown by an id is used. */
export function idFindings(trees: Trees, pkg: WorkbookPackage): readonly string[] {
  const found: string[] = [];
  const say = (part: string, what: string) => void found.push(`${part}: ${what}`);
  const byId = new Set(
    'worksheet chartsheet drawing chart image hyperlink table vmlDrawing ctrlProp oleObject pivotCacheDefinition externalLink chartUserShapes'.split(
      ' ',
    ),
  );
  for (const [key, root] of trees) {
    if (key.endsWith('.rels') || key === '[content_types].xml') continue;
    const relationships = pkg.relationships(key);
    const known = new Set(relationships.map((one) => one.id));
    const used = new Set<string>();
    walk(root, (node) => {
      for (const [name, value] of Object.entries(node.attributes)) {
        if (!/^[\w]+:(?:id|embed|link|pict|relid|dm|lo|qs|cs|href)$/.test(name) || value === '') continue;
        used.add(value);
        if (!known.has(value) && /^(?:r|rel|relationships|ns\d?):/.test(name))
          say(key, `${node.name} ${name}="${value}" has no relationship`);
      }
    });
    if (/vml$/i.test(key)) continue;
    for (const one of relationships)
      if (byId.has(one.type) && !used.has(one.id))
        say(key, `nothing uses the relationship to ${one.type} ${one.target}`);
  }
  return found;
}

/** Tables: names and ids that no other has, columns that have a name, areas apart from each other (18.5). */
export function tableFindings(trees: Trees): readonly string[] {
  const found: string[] = [];
  const say = (part: string, what: string) => void found.push(`${part}: ${what}`);
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const [key, root] of trees) {
    if (root.name !== 'table') continue;
    const name = (root.attributes['displayName'] ?? '').toLowerCase();
    if (name === '') say(key, 'a table without a name');
    if (names.has(name)) say(key, `table name ${name} twice`);
    names.set(name, key);
    const id = root.attributes['id'] ?? '';
    if (ids.has(id)) say(key, `table id ${id} twice`);
    ids.set(id, key);
    const columns = (child(root, 'tableColumns')?.children ?? []).map((one) => one.attributes['name'] ?? '');
    if (columns.includes('')) say(key, 'a table column without a name');
    if (new Set(columns.map((one) => one.toLowerCase())).size < columns.length)
      say(key, 'two table columns of one name');
    const count = child(root, 'tableColumns')?.attributes['count'];
    if (count !== undefined && Number(count) !== columns.length) say(key, `tableColumns count ${count}`);
    const [a, b] = (root.attributes['ref'] ?? '').split(':').map(position);
    if (a !== undefined && b !== undefined && b.column - a.column + 1 !== columns.length)
      say(key, `${columns.length} columns in ${root.attributes['ref']}`);
  }
  return found;
}

/** A sparkline stands in exactly one cell and shows one row or one column (MS-XLSX 2.6.230). */
export function extensionFindings(trees: Trees): readonly string[] {
  const found: string[] = [];
  const say = (part: string, what: string) => void found.push(`${part}: ${what}`);
  for (const [key, root] of trees) {
    walk(root, (node) => {
      if (node.name === 'sparkline') {
        const cell = child(node, 'sqref')?.text ?? '';
        if (position(cell) === undefined) say(key, `a sparkline in ${cell}`);
        const [a, b] = (child(node, 'f')?.text ?? '').replace(/^.*!/, '').split(':').map(position);
        if (a !== undefined && b !== undefined && a.row !== b.row && a.column !== b.column)
          say(key, `a sparkline of ${child(node, 'f')?.text}`);
      } else if (/^(?:sparklineGroups?|sparklines|conditionalFormatting|conditionalFormattings)$/.test(node.name)) {
        if (node.children.filter((one) => one.name !== 'sqref').length === 0) say(key, `${node.name} is empty`);
      } else if (node.name === 'definedName' && (node.attributes['name'] ?? '') === '')
        say(key, 'a defined name without a name');
    });
  }
  return found;
}
