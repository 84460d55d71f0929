import { orderedPaths } from './order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { boxUse } from './capacity.ts';
import { contradictions, type ContradictionKind } from './contradictions.ts';
import { missingPaths, type TextOf } from './missing.ts';
import type { Step } from './timetable.ts';
import { typingNotes, type TypingKind } from './typing.ts';

/** One line of the list of checks: what is wrong with which field. */
export type Finding = { readonly path: FieldPath } & (
  | { readonly group: 'missing' }
  | { readonly group: 'cut'; readonly lines: number; readonly room: number }
  | { readonly group: 'contradiction'; readonly kind: ContradictionKind }
  | { readonly group: 'typing'; readonly kind: TypingKind; readonly sample: string; readonly count: number }
);

export type FindingGroup = Finding['group'];
export const findingGroups = ['missing', 'cut', 'contradiction', 'typing'] as const satisfies readonly FindingGroup[];

/** Every finding of one sheet, by group, in the order of the form. Pure: the same for window, command line and tests. */
export function findingsOf(sheet: ItemSheet, textOf: TextOf, step: Step): readonly Finding[] {
  const found: Finding[] = missingPaths(sheet, textOf, step).map((path) => ({ group: 'missing', path }));
  const paths = orderedPaths(sheet);
  for (const path of paths) {
    const capacity = sheet.fields[path]?.capacity;
    const text = textOf(path);
    if (capacity === undefined || text === '') continue;
    const use = boxUse(text, capacity);
    if (use.cutAt < text.length) found.push({ group: 'cut', path, lines: use.lines, room: capacity.lines });
  }
  for (const { kind, path } of contradictions(sheet, textOf)) found.push({ group: 'contradiction', kind, path });
  for (const path of paths) {
    const kinds = new Map<TypingKind, { sample: string; count: number }>();
    for (const note of typingNotes(textOf(path))) {
      const known = kinds.get(note.kind);
      if (known === undefined) kinds.set(note.kind, { sample: note.sample, count: 1 });
      else known.count += 1;
    }
    for (const [kind, { sample, count }] of kinds) found.push({ group: 'typing', path, kind, sample, count });
  }
  return found;
}
