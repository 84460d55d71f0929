import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type { Warning } from '../../../../src-shared/failures/failures.ts';
import type { AnyField, AnyItem } from './any-item.ts';
import type { CompiledSheet } from './compile.ts';

/** What one sheet, or one row of a list, gives. */
export interface ReadPiece {
  readonly compiled: CompiledSheet;
  readonly sheet: string;
  readonly key: string;
  readonly row: number | undefined;
  readonly fields: readonly AnyField[];
}

interface Building {
  readonly piece: ReadPiece;
  readonly no: string;
  readonly title: string;
  readonly fields: Map<string, AnyField>;
}

/** Makes items of what the sheets gave: parts join their item by the workbook, by number or by order. */
export function joinItems(pieces: readonly ReadPiece[]): {
  readonly items: readonly AnyItem[];
  readonly warnings: readonly Warning[];
  readonly itemOf: ReadonlyMap<string, string>;
} {
  const items = pieces.filter(({ compiled }) => compiled.form.part === undefined).map(build);
  const itemOf = new Map(
    items.flatMap(({ piece, no }) => (piece.row === undefined ? [[piece.sheet, no] as const] : [])),
  );
  const added: Building[] = [];
  for (const [i, piece] of pieces.entries()) {
    const { part } = piece.compiled.form;
    if (part === undefined) continue;
    const own = items.filter(
      ({ piece: other }) => other.compiled.edition === piece.compiled.edition && other.compiled.form.id === part.of,
    );
    const target = targetOf(piece, part.join, own.length > 0 ? own : [], added, pieces, i);
    const canJoin = target !== undefined && piece.fields.every(({ path }) => !target.fields.has(path));
    if (target !== undefined && canJoin) {
      for (const field of piece.fields) target.fields.set(field.path, field);
      if (piece.row === undefined) itemOf.set(piece.sheet, target.no);
    } else if (piece.row !== undefined || own.length === 0) added.push(build(piece));
    else if (target !== undefined)
      for (const field of piece.fields) if (!target.fields.has(field.path)) target.fields.set(field.path, field);
  }
  const all = [...items, ...added];
  return { items: all.map(finish), warnings: sameNumbers(all), itemOf };
}

function targetOf(
  piece: ReadPiece,
  join: 'workbook' | 'number' | 'order',
  items: readonly Building[],
  added: readonly Building[],
  pieces: readonly ReadPiece[],
  at: number,
): Building | undefined {
  if (join === 'workbook') return items[0];
  if (join === 'order') {
    const before = pieces.slice(0, at).findLast(({ compiled }) => compiled.form.part === undefined);
    return items.find(({ piece: other }) => other === before) ?? items[0];
  }
  const no = groupingKey(roleText(piece.fields, 'no'));
  if (no === '') return undefined;
  const isSame = (one: Building): boolean => groupingKey(one.no) === no;
  return items.find(isSame) ?? added.find(isSame);
}

function build(piece: ReadPiece): Building {
  const fields = new Map<string, AnyField>();
  for (const field of piece.fields) if (!fields.has(field.path)) fields.set(field.path, field);
  return { piece, no: roleText(piece.fields, 'no'), title: roleText(piece.fields, 'title', 1), fields };
}

/** Texts of the fields with a role; several boxes of one number (01, 23, 0004) are joined. */
function roleText(fields: readonly AnyField[], role: 'no' | 'title', most = 4): string {
  const texts = fields.filter(({ traits }) => traits.role === role).map(({ text }) => text.trim());
  return texts
    .slice(0, most)
    .filter((text) => text !== '')
    .join('-');
}

const finish = ({ piece, no, title, fields }: Building): AnyItem => ({
  key: piece.key,
  sheet: piece.sheet,
  ...(piece.row === undefined ? {} : { row: piece.row }),
  edition: piece.compiled.edition.id,
  no,
  title,
  fields,
});

function sameNumbers(items: readonly Building[]): readonly Warning[] {
  const byNo = new Map<string, Building[]>();
  for (const item of items) {
    const no = groupingKey(item.no);
    if (no !== '') byNo.set(no, [...(byNo.get(no) ?? []), item]);
  }
  return [...byNo.values()]
    .filter((same) => same.length > 1)
    .map((same): Warning => {
      const sheets = same
        .map(({ piece }) => (piece.row === undefined ? piece.sheet : `${piece.sheet} ${piece.row}`))
        .join('、');
      return { kind: 'duplicate-no', reason: 'several', values: { no: same[0]?.no ?? '', sheets } };
    });
}
