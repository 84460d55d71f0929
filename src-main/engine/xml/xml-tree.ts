import { isTrue } from './is-true.ts';
import { token, XmlScanner } from './scanner.ts';

/**
 * A small tree of one XML part, by local names: for styles, themes and drawings, which are read with many looks back
 * and forth. Sheets are scanned, never made into trees.
 */
export interface XmlNode {
  readonly name: string;
  /** Attributes by their local name (`r:id` is `id` unless an `id` without prefix stands beside it). */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The text directly inside. */
  readonly text: string;
}

interface Building {
  name: string;
  attributes: Record<string, string>;
  children: Building[];
  text: string;
}

/** Elements in one part that are worth a tree; a drawing with more is no form. */
const maxNodes = 400_000;

/** Reads a part; `mc:AlternateContent` is replaced by its first choice's content (or the fallback's when that is empty). */
export function readTree(text: string): XmlNode {
  const scanner = new XmlScanner(text);
  const root: Building = { name: '', attributes: {}, children: [], text: '' };
  const stack: Building[] = [root];
  let count = 0;
  for (let t = scanner.next(); t !== token.end; t = scanner.next()) {
    const top = stack.at(-1) as Building;
    if (t === token.open) {
      count += 1;
      if (count > maxNodes) return root.children[0] ?? root;
      const node: Building = { name: scanner.local, attributes: {}, children: [], text: '' };
      for (const name of scanner.attributeNames()) {
        const colon = name.indexOf(':');
        const local = colon < 0 ? name : name.slice(colon + 1);
        if (colon < 0 || node.attributes[local] === undefined) node.attributes[local] = scanner.attribute(name) ?? '';
      }
      top.children.push(node);
      stack.push(node);
    } else if (t === token.close) {
      stack.pop();
      const parent = stack.at(-1) as Building;
      if (top.name === 'AlternateContent') parent.children.splice(-1, 1, ...chosen(top));
    } else top.text += scanner.value;
  }
  return root.children[0] ?? root;
}

function chosen(alternate: Building): Building[] {
  const choice = alternate.children.find((child) => child.name === 'Choice');
  if (choice !== undefined && choice.children.length > 0) return choice.children;
  return alternate.children.find((child) => child.name === 'Fallback')?.children ?? [];
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((candidate) => candidate.name === name);

/** Follows a path of local names; `undefined` where one is missing. */
export const descend = (node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined =>
  names.reduce<XmlNode | undefined>((at, name) => child(at, name), node);

export const childrenNamed = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((candidate) => candidate.name === name) ?? [];

/** `xsd:boolean`: `1`, `true`; an absent attribute takes the default. */
export const flag = (value: string | undefined, absent = false): boolean =>
  value === undefined ? absent : isTrue(value);

export function numeric(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
