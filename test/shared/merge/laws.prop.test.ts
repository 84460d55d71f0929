import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from '../../../src-shared/merge/difference.ts';
import { fieldState, textsOf, unite, type Decision, type FieldState, type Version } from '../../../src-shared/merge/field-state.ts';
import { superseded } from '../../../src-shared/merge/lineage.ts';
import { mergeTexts } from '../../../src-shared/merge/merge-texts.ts';
import { resolve } from '../../../src-shared/merge/resolve.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { undoPlan } from '../../../src-shared/merge/undo.ts';

/** 10,000 cases each; `KOHYO_CASES` multiplies them (`npm run fuzz` asks for a million). */
const numRuns = Math.round(10_000 * Number(process.env['KOHYO_CASES'] ?? '1'));
const long = 3_600_000;
const check = <T extends readonly unknown[]>(property: fc.IPropertyWithHooks<T>): void => fc.assert(property, { numRuns });

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('・い', '・ろ', '・は', '・に', '　ほ', 'へ', '①と', '', '　', '・い\r') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
);
const text = fc.array(line, { maxLength: 6 }).map((parts) => parts.join('\n'));
/** A base and edits of it: lines changed, put in, taken away, so that texts share lines as real ones do. */
const edited = text.chain((base) =>
  fc.tuple(
    fc.constant(base),
    fc.array(
      fc.array(fc.tuple(fc.nat(8), fc.constantFrom('change', 'insert', 'delete', 'keep'), line), { maxLength: 3 }).map((steps) => {
        const lines = base.split('\n');
        for (const [at, what, value] of steps) {
          const place = at % (lines.length + 1);
          if (what === 'insert') lines.splice(place, 0, value);
          else if (what === 'delete') lines.splice(place, 1);
          else if (what === 'change' && place < lines.length) lines[place] = value;
        }
        return lines.join('\n');
      }),
      { maxLength: 4 },
    ),
  ),
);

const fileName = fc.constantFrom('a', 'b', 'c', 'd');
const grade = fc.constantFrom('', 'A', 'B', 'C', '・い\n・ろ', '・い１\n・ろ', '・い\n・ろ２');
const version: fc.Arbitrary<Version> = fc.record({ file: fileName, base: fc.option(grade, { freq: 6 }), value: grade });
const decision: fc.Arbitrary<Decision> = fc
  .record({ value: grade, covers: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }) })
  .map((parts) => ({ ...parts, id: `d:${JSON.stringify(parts)}` }));
const states: fc.Arbitrary<FieldState> = fc
  .record({ versions: fc.array(version, { maxLength: 5 }), decisions: fc.array(decision, { maxLength: 2 }), written: fc.constant([]) })
  .map(fieldState);
const descents = fc.array(fc.record({ file: fileName, earlier: fileName }), { maxLength: 3 });

test('merging texts: order and repetition have no say', () => {
  check(
    fc.property(edited, fc.nat(), ([base, texts], turn) => {
      const whole = mergeTexts(base, texts);
      const turned = [...texts.slice(turn % (texts.length + 1)), ...texts.slice(0, turn % (texts.length + 1))].reverse();
      expect(mergeTexts(base, [...turned, ...turned, base])).toBe(whole);
    }),
  );
}, long);

test('merging texts: identity, and a change alone is taken whole', () => {
  check(
    fc.property(edited, ([base, texts]) => {
      expect(mergeTexts(base, [])).toBe(plainLineEnds(base));
      for (const one of texts) expect(mergeTexts(base, [one, base])).toBe(plainLineEnds(one));
    }),
  );
}, long);

test('merging texts: no new line is lost, none is invented, none comes back', () => {
  check(
    fc.property(edited, ([base, texts]) => {
      const merged = mergeTexts(base, texts);
      if (merged === undefined) return;
      const lines = (value: string): readonly string[] => plainLineEnds(value).split('\n');
      const before = new Set(lines(base));
      const result = new Set(lines(merged));
      const all = new Set([...before, ...texts.flatMap(lines)]);
      for (const value of texts) for (const one of lines(value)) if (!before.has(one)) expect(result).toContain(one);
      for (const one of result) expect(all).toContain(one);
      // A line that some text took away, wherever it stood, is not more often there than in the base.
      for (const one of before) {
        const count = (value: string): number => lines(value).filter((other) => other === one).length;
        if (texts.every((value) => count(value) === 0) && texts.length > 0) expect(count(merged)).toBe(0);
      }
    }),
  );
}, long);

test('states: the union is commutative, associative and idempotent', () => {
  check(
    fc.property(states, states, states, (a, b, c) => {
      expect(unite(a, b)).toEqual(unite(b, a));
      expect(unite(a, unite(b, c))).toEqual(unite(unite(a, b), c));
      expect(unite(a, a)).toEqual(a);
    }),
  );
}, long);

test('states: what is shown depends on the set only', () => {
  check(
    fc.property(states, states, grade, descents, (a, b, mine, known) => {
      const replaced = superseded(new Set(['a', 'b', 'c', 'd']), known);
      const one = resolve(unite(a, b), mine, { replaced });
      const other = resolve(unite(unite(b, a), b), mine, { replaced: superseded(new Set(['d', 'c', 'b', 'a']), [...known].reverse()) });
      expect(other).toEqual(one);
    }),
  );
}, long);

test('states: every text stays reachable, and a conflict drops no side', () => {
  check(
    fc.property(fc.array(version, { maxLength: 6 }), grade, (versions, mine) => {
      const state = fieldState({ versions });
      const texts = textsOf(state);
      for (const { value } of versions) expect(texts).toContain(plainLineEnds(value));
      const shown = resolve(state, mine);
      if (shown.kind === 'conflict') {
        expect(shown.text).toBe(mine);
        expect(new Set(shown.candidates.map((candidate) => candidate.value)).size).toBeGreaterThan(1);
      }
      // A text that no file and no merge gives is never shown.
      if (shown.kind === 'taken') expect([...texts]).toContain(shown.text);
    }),
  );
}, long);

test('states: one file’s change is taken, and taking it again changes nothing', () => {
  check(
    fc.property(edited, ([base, texts]) => {
      const versions = texts.map((value, i): Version => ({ file: `f${i}`, base, value }));
      const state = fieldState({ versions });
      const first = resolve(state, base);
      const covers = versions.map(({ file }) => file);
      const written = fieldState({ ...state, written: first.kind === 'conflict' ? [] : [{ value: first.text, covers }] });
      const again = resolve(written, first.text);
      expect(again.text).toBe(first.text);
      expect(again.kind === 'conflict').toBe(first.kind === 'conflict');
    }),
  );
}, long);

test('states: collecting file by file ends where collecting all at once ends, unless the master decided a conflict', () => {
  check(
    fc.property(edited, ([base, texts]) => {
      const versions = texts.map((value, i): Version => ({ file: `f${i}`, base, value }));
      const whole = resolve(fieldState({ versions }), base);
      let state = fieldState({});
      let mine = plainLineEnds(base);
      for (const version of versions) {
        state = unite(state, fieldState({ versions: [version] }));
        const shown = resolve(state, mine);
        if (shown.kind !== 'conflict') {
          state = unite(state, fieldState({ written: [{ value: shown.text, covers: state.versions.map((v) => v.file) }] }));
        }
        mine = shown.text;
      }
      const last = resolve(state, mine);
      expect(last.kind === 'conflict').toBe(whole.kind === 'conflict');
      if (whole.kind !== 'conflict') expect(last.text).toBe(whole.text);
      expect(textsOf(state)).toEqual(textsOf(fieldState({ versions })));
    }),
  );
}, long);

test('undo: fields that still hold what was written go back, no other is touched', () => {
  const writes = fc.array(fc.record({ field: fc.constantFrom('a', 'b', 'c'), before: grade, after: grade }), { maxLength: 3 });
  check(
    fc.property(writes, fc.dictionary(fc.constantFrom('a', 'b', 'c'), grade), (list, now) => {
      const once = [...new Map(list.map((write) => [write.field, write])).values()];
      const plan = undoPlan(once, (field) => now[field]);
      expect(plan.back.length + plan.kept.length).toBe(once.length);
      for (const { field, to } of plan.back) {
        const write = once.find((entry) => entry.field === field)!;
        expect(now[field]).toBe(write.after);
        expect(to).toBe(write.before);
      }
      for (const { field } of plan.kept) expect(now[field]).not.toBe(once.find((entry) => entry.field === field)!.after);
    }),
  );
}, long);

test('differences: the segments are both texts', () => {
  check(
    fc.property(edited, ([base, texts]) => {
      const after = texts[0] ?? '';
      const segments = difference(base, after);
      const joined = (without: string): string => segments.filter(({ kind }) => kind !== without).map((part) => part.text).join('');
      expect(joined('added')).toBe(plainLineEnds(base));
      expect(joined('removed')).toBe(plainLineEnds(after));
    }),
  );
}, long);
