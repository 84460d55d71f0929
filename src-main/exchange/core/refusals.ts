import type { FieldEdit } from '../../engine/types.ts';
import type { Collection } from './collect.ts';
import { ofConflict, type OpenQuestion } from './undecided.ts';
import type { ExchangedWorkbook } from './open-exchanged.ts';

/** A collection with texts that could not be written: they are conflicts, at the master's text. */
export function withRefusals(
  collection: Collection,
  master: ExchangedWorkbook,
  refused: readonly FieldEdit[],
): Collection {
  if (refused.length === 0) return collection;
  const isRefused = (no: string | null, path: string): boolean =>
    refused.some(
      (edit) => edit.path === path && master.opened.items.some((item) => item.key === edit.item && item.no === no),
    );
  return {
    ...collection,
    files: collection.files.map((file) =>
      file.kind === 'unreadable'
        ? file
        : {
            ...file,
            items: file.items.map((item) => ({
              ...item,
              fields: item.fields.map((field) =>
                isRefused(item.no, field.path) && field.outcome !== 'same'
                  ? { ...field, result: field.mine, outcome: 'conflict' as const }
                  : field,
              ),
            })),
          },
    ),
    edits: collection.edits.filter((edit) => !refused.includes(edit)),
    record:
      collection.record === undefined
        ? undefined
        : {
            ...collection.record,
            writes: collection.record.writes.filter((write) => !isRefusedWrite(collection, master, refused, write)),
          },
    open: [...collection.open, ...refused.flatMap((edit) => questionFor(collection, master, edit))],
    undecided: collection.undecided + refused.length,
  };
}

function questionFor({ state }: Collection, master: ExchangedWorkbook, edit: FieldEdit): readonly OpenQuestion[] {
  const item = master.opened.items.findIndex(({ key }) => key === edit.item);
  const entry = state.field({ item, path: edit.path });
  return entry === undefined ? [] : [{ ...ofConflict(state, entry), reason: 'not-written' }];
}

function isRefusedWrite(
  collection: Collection,
  master: ExchangedWorkbook,
  refused: readonly FieldEdit[],
  write: NonNullable<Collection['record']>['writes'][number],
): boolean {
  const place = collection.state.places(write.base)?.field(write.item, write.path);
  return (
    place !== undefined &&
    refused.some((edit) => edit.path === place.path && edit.item === master.opened.items[place.item]?.key)
  );
}
