/** An element of a part, as a tree: the linter looks at small parts of small workbooks only. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

export const child = (node: Node, name: string): Node | undefined => node.children.find((one) => one.name === name);

export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const one of node.children) walk(one, visit);
}

export function position(ref: string): { readonly row: number; readonly column: number } | undefined {
  const m = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref);
  if (m === null) return undefined;
  const column = Array.from(m[1] as string).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(m[2]);
  return row < 1 || row > 1_048_576 || column > 16_384 ? undefined : { row, column };
}

export const isArea = (ref: string): boolean =>
  /^\$?[A-Z]{1,3}:\$?[A-Z]{1,3}$|^\$?\d+:\$?\d+$/.test(ref) ||
  ref.split(':').every((one) => position(one) !== undefined);

export function letters(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
