import type { FieldPath, FiscalYear } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { pathOf, type FormField, type FormModel } from '../../../src-shared/form/model.ts';

/** One item as `read --json` prints it: texts nested by path, boxes that the sheet lacks or leaves blank as `""`. */
export interface ItemJson {
  readonly sheet: string;
  readonly no: string;
  /** The cell of each field that the sheet has. */
  readonly cells: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** A form's paths as the tree that they nest in. */
type Node =
  | { readonly kind: 'leaf'; readonly field: FormField; readonly paths: Map<number, FieldPath> }
  | { readonly kind: 'group'; readonly entries: [string, Node][] };

const trees = new WeakMap<FormModel, [string, Node][]>();

function treeOf(form: FormModel): [string, Node][] {
  let tree = trees.get(form);
  if (tree === undefined) {
    tree = [];
    for (const field of form.fields) plant(tree, field.template.split('.'), field);
    trees.set(form, tree);
  }
  return tree;
}

function plant(entries: [string, Node][], [segment = '', ...rest]: readonly string[], field: FormField): void {
  if (rest.length === 0) {
    entries.push([segment, { kind: 'leaf', field, paths: new Map() }]);
    return;
  }
  let group = entries.find(([key]) => key === segment)?.[1];
  if (group === undefined) entries.push([segment, (group = { kind: 'group', entries: [] })]);
  if (group.kind === 'group') plant(group.entries, rest, field);
}

export function itemJson(item: ItemSheet): ItemJson {
  const form = formOf(item);
  const json: Record<string, unknown> = { sheet: item.sheet, no: item.no };
  const number = form.withRole('no')[0]?.template;
  for (const [key, node] of treeOf(form)) {
    if (key === number) continue;
    if (key === 'sections') json[key] = item.sections;
    json[key === 'sections' ? 'sectionsText' : key] = build(item, node, 0, 0);
  }
  json['cells'] = cellsOf(item);
  return json as unknown as ItemJson;
}

function build(item: ItemSheet, node: Node, row: number, year: FiscalYear): unknown {
  if (node.kind === 'leaf') return item.fields[pathAt(node, row, year)]?.text ?? '';
  const [first] = node.entries;
  if (first !== undefined && first[0] === '{row}') {
    const of = first[1];
    return Array.from({ length: item.rows[listOf(of)] ?? 0 }, (_, at) => build(item, of, at, year));
  }
  const made: Record<string, unknown> = {};
  for (const [key, child] of node.entries)
    if (key === '{year}') for (const one of item.years) made[one] = build(item, child, row, one);
    else made[key] = build(item, child, row, year);
  return made;
}

/** Each path once: the seventy paths of an item are those of the next one. */
function pathAt({ field, paths }: Extract<Node, { kind: 'leaf' }>, row: number, year: FiscalYear): FieldPath {
  const key = row * 10_000 + year;
  let path = paths.get(key);
  if (path === undefined) paths.set(key, (path = pathOf(field, { row, year, slot: 0, part: 0 })));
  return path;
}

/** The list that the boxes below a node are of. */
function listOf(node: Node): string {
  if (node.kind === 'leaf') return node.field.table?.id ?? '';
  const [first] = node.entries;
  return first === undefined ? '' : listOf(first[1]);
}

function cellsOf(item: ItemSheet): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const path in item.fields) {
    const field = item.fields[path];
    if (field) cells[field.path] = field.cell;
  }
  return cells;
}
