import { deepStrictEqual as same, notStrictEqual, ok, strictEqual as is } from 'node:assert/strict';
import fc from 'fast-check';
import {
  fieldState,
  textsOf,
  unite,
  type Decision,
  type FieldState,
  type Version,
} from '../../../src-shared/merge/field-state.ts';
import { superseded } from '../../../src-shared/merge/lineage.ts';
import { resolve, take } from '../../../src-shared/merge/resolve.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { undoPlan } from '../../../src-shared/merge/undo.ts';
import { law, type Law } from '../../helpers/laws.ts';
import { edited } from './texts.ts';

const files = ['a', 'b', 'c', 'd'] as const;
const fileName = fc.constantFrom(...files);
const grade = fc.constantFrom('', 'A', 'B', 'C', '・い\n・ろ', '・い１\n・ろ', '・い\n・ろ２');
const names = fc.uniqueArray(fileName, { maxLength: 3 });
const version: fc.Arbitrary<Version> = fc
  .record({
    file: fileName,
    base: fc.option(grade, { freq: 6 }),
    value: grade,
    after: fc.option(names, { nil: undefined }),
  })
  .map(({ after, ...rest }) => ({ ...rest, ...(after === undefined ? {} : { after }) }));
const decision: fc.Arbitrary<Decision> = fc
  .record({ value: grade, covers: names })
  .map((parts) => ({ ...parts, id: `d:${JSON.stringify(parts)}` }));
const states: fc.Arbitrary<FieldState> = fc
  .record({
    versions: fc.array(version, { maxLength: 5 }),
    decisions: fc.array(decision, { maxLength: 2 }),
    written: fc.array(fc.record({ value: grade, covers: names }), { maxLength: 2 }),
  })
  .map(fieldState);
const descents = fc.array(fc.record({ file: fileName, earlier: fileName }), { maxLength: 3 });

export const fieldLaws: readonly Law[] = [
  law('states: the union is commutative, associative and idempotent', fc.tuple(states, states, states), ([a, b, c]) => {
    // Texts compare faster than trees, and a state has one form only.
    const text = JSON.stringify;
    is(text(unite(a, b)), text(unite(b, a)));
    is(text(unite(a, unite(b, c))), text(unite(unite(a, b), c)));
    is(text(unite(a, a)), text(a));
  }),

  law(
    'states: what is shown depends on the set only',
    fc.tuple(states, states, grade, descents),
    ([a, b, mine, known]) => {
      const one = resolve(unite(a, b), mine, { replaced: superseded(new Set(files), known) });
      const other = resolve(unite(unite(b, a), b), mine, {
        replaced: superseded(new Set(files.toReversed()), known.toReversed()),
      });
      same(other, one);
    },
  ),

  law('states: every text stays reachable, and a conflict drops no side', fc.tuple(states, grade), ([state, mine]) => {
    const texts = textsOf(state);
    for (const { value } of [...state.versions, ...state.decisions]) ok(texts.includes(plainLineEnds(value)));
    const shown = resolve(state, mine);
    if (shown.kind === 'conflict') {
      is(shown.text, mine);
      ok(new Set(shown.candidates.map((candidate) => candidate.value)).size > 1);
    }
    // A text that no file and no merge gives is never shown.
    if (shown.kind === 'taken' || shown.kind === 'decided') ok(texts.includes(shown.text));
  }),

  law(
    'states: one taking-in takes all, and taking again changes nothing',
    fc.tuple(edited, fc.nat()),
    ([[base, texts], own]) => {
      const state = fieldState({ versions: texts.map((value, i): Version => ({ file: `f${i}`, base, value })) });
      // The master is the base, or one of the texts that somebody typed into it.
      const mine = plainLineEnds(own % 2 === 0 ? base : (texts[own % Math.max(1, texts.length)] ?? base));
      const first = take(state, mine, {}, 'own');
      const after = unite(state, first.remember);
      const again = take(after, first.resolution.text, {}, 'own 2');
      is(again.resolution.text, first.resolution.text);
      is(again.resolution.kind === 'conflict', first.resolution.kind === 'conflict');
      same(again.remember, fieldState({}));
    },
  ),

  law(
    'states: collecting file by file ends where collecting all at once ends',
    fc.tuple(edited, fc.boolean(), descents),
    ([[base, [own, ...texts]], typed, known]) => {
      const versions = texts.map((value, i): Version => ({ file: files[i]!, base, value }));
      // Somebody may have edited the master before anything came back.
      const start = plainLineEnds(typed && own !== undefined ? own : base);
      const replacedIn = (state: FieldState) => superseded(new Set(state.versions.map(({ file }) => file)), known);
      const all = fieldState({ versions });
      const whole = take(all, start, { replaced: replacedIn(all) }, 'own');
      let state = fieldState({});
      let mine = start;
      for (const [index, one] of versions.entries()) {
        state = unite(state, fieldState({ versions: [one] }));
        const step = take(state, mine, { replaced: replacedIn(state) }, `own ${index}`);
        state = unite(state, step.remember);
        mine = step.resolution.text;
      }
      const last = resolve(state, mine, { replaced: replacedIn(state) });
      is(last.kind === 'conflict', whole.resolution.kind === 'conflict');
      if (last.kind !== 'conflict') is(last.text, whole.resolution.text);
      for (const value of textsOf(all)) ok(textsOf(state).includes(value));
    },
  ),

  law(
    'undo: fields that still hold what was written go back, no other is touched',
    fc.tuple(
      fc.uniqueArray(fc.record({ field: fc.constantFrom('a', 'b', 'c'), before: grade, after: grade }), {
        maxLength: 3,
        selector: ({ field }) => field,
      }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), grade),
    ),
    ([writes, now]) => {
      const plan = undoPlan(writes, (field) => now[field]);
      is(plan.back.length + plan.kept.length, writes.length);
      for (const { field, to } of plan.back) {
        const write = writes.find((entry) => entry.field === field)!;
        is(now[field], write.after);
        is(to, write.before);
      }
      for (const { field } of plan.kept)
        notStrictEqual(now[field], writes.find((entry) => entry.field === field)!.after);
    },
  ),
];
