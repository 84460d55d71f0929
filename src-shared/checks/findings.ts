import { orderedPaths } from './order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import type { Check } from '../form/description.ts';
import type { FindingKind, FindingWords } from '../form/form-findings.ts';
import { findingsInForm, missingInForm } from './form-checks.ts';
import { boxUse, overflowOf } from './capacity.ts';
import { contradictions, type ContradictionKind } from './contradictions.ts';
import { missingPaths, type TextOf } from './missing.ts';
import type { Step } from './timetable.ts';
import { typingNotes, type TypingKind } from './typing.ts';

/** One line of the list of checks: what is wrong with which field. */
export type Finding = { readonly path: FieldPath } & (
  | { readonly group: 'missing' }
  | { readonly group: 'cut' | 'grows'; readonly lines: number; readonly room: number }
  | { readonly group: 'contradiction'; readonly kind: ContradictionKind }
  | { readonly group: 'form'; readonly kind: FindingKind; readonly text: string }
  | { readonly group: 'typing'; readonly kind: TypingKind; readonly sample: string; readonly count: number }
);

export type FindingGroup = Finding['group'];
export const findingGroups = [
  'missing',
  'cut',
  'contradiction',
  'form',
  'typing',
  'grows',
] as const satisfies readonly FindingGroup[];

/**
 * Every finding of one sheet, by group, in the order of the form. Pure: the same for window, command line and tests.
 * `grow`: rows are raised on saving and on paper, so that a text longer than its box is not cut.
 */
export function findingsOf(sheet: ItemSheet, textOf: TextOf, step: Step, grow = false): readonly Finding[] {
  return [
    ...missingPaths(sheet, textOf, step).map((path) => ({ group: 'missing' as const, path })),
    ...cutTexts(sheet, textOf, grow),
    ...contradictions(sheet, textOf).map(({ kind, path }) => ({ group: 'contradiction' as const, kind, path })),
    ...typedOddly(sheet, textOf),
  ];
}

/** The same for an item of a described form: what its stage asks for, and what its own rules find, in the given words. */
export const findingsByForm = (
  sheet: ItemSheet,
  textOf: TextOf,
  { stage, checks, words, grow = false }: FormRules,
): readonly Finding[] => [
  ...missingInForm(sheet, textOf, stage).map((path) => ({ group: 'missing' as const, path })),
  ...cutTexts(sheet, textOf, grow),
  ...findingsInForm(sheet, textOf, checks, words).map((finding) => ({ group: 'form' as const, ...finding })),
  ...typedOddly(sheet, textOf),
];

export interface FormRules {
  readonly stage: string | undefined;
  readonly checks: readonly Check[];
  readonly words: FindingWords;
  readonly grow?: boolean;
}

function cutTexts(sheet: ItemSheet, textOf: TextOf, grow: boolean): readonly Finding[] {
  const found: Finding[] = [];
  const paths = orderedPaths(sheet);
  for (const path of paths) {
    const field = sheet.fields[path];
    const text = textOf(path);
    if (field?.capacity === undefined || text === '') continue;
    const use = boxUse(text, field.capacity);
    const group = overflowOf(text, use, field, grow);
    if (group !== undefined) found.push({ group, path, lines: use.lines, room: field.capacity.lines });
  }
  return found;
}

function typedOddly(sheet: ItemSheet, textOf: TextOf): readonly Finding[] {
  const found: Finding[] = [];
  for (const path of orderedPaths(sheet)) {
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
