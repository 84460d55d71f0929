import { describe, expect, test } from 'vitest';
import { checkDescription, parseDescription } from '../../../src-shared/form/check-description.ts';
import { collision, isPath } from '../../../src-shared/form/paths.ts';
import { exampleForm } from './example-form.ts';

type Json = Record<string, unknown>;
/** The example with one thing changed, found by the keys of its place. */
function changed(place: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(exampleForm) as unknown as Json;
  let here: Json = copy;
  for (const key of place.slice(0, -1)) here = here[key as string] as Json;
  here[place.at(-1) as string] = value;
  return copy;
}
const sheet = ['editions', 0, 'sheets', 0] as const;
const field = [...sheet, 'blocks', 0, 'fields', 1] as const;

describe('a description is checked', () => {
  test('the example is accepted as it is', () => {
    expect(checkDescription(exampleForm)).toEqual({ ok: true, value: exampleForm });
    expect(parseDescription(`\uFEFF${JSON.stringify(exampleForm)}`).ok).toBe(true);
  });

  test.each([
    [[...field, 'kind'], 'prose', 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].kind'],
    [[...field, 'path'], 'a..b', 'path', 'editions[0].sheets[0].blocks[0].fields[1].path'],
    [[...field, 'path'], 'cells.a', 'path', 'editions[0].sheets[0].blocks[0].fields[1].path'],
    [[...field, 'path'], 'no.deep', 'collision', 'editions[0].sheets[0].blocks[0].fields[1].path'],
    [[...field, 'path'], 'cost.2024.budget.own', 'collision', 'editions[0].sheets[0].blocks[1].tables[0].path'],
    [[...field, 'expression'], '1+1', 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].expression'],
    [[...field, 'stage'], '三次', 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].stage'],
    [[...field, 'place', 'side'], 'diagonal', 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].place.side'],
    [[...field, 'place', 'rows'], ['{regex}'], 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].place.rows[0]'],
    [[...field, 'at'], 'E3; drop', 'wrong', 'editions[0].sheets[0].blocks[0].fields[1].at'],
    [['kohyoForm'], 2, 'newer', 'kohyoForm'],
    [['kohyoForm'], undefined, 'no-form', ''],
    [['editions'], [], 'wrong', 'editions'],
    [[...sheet, 'part'], { of: 'list', join: 'number' }, 'wrong', 'editions[0].sheets[0].part'],
  ] as const)('%j = %j is refused as %s at %s', (place, value, reason, where) => {
    expect(checkDescription(changed(place, value))).toMatchObject({ ok: false, failure: { reason, place: where } });
  });

  test('limits: size, fields, levels', () => {
    expect(parseDescription(' '.repeat(1_048_577))).toMatchObject({ failure: { reason: 'too-large' } });
    expect(parseDescription('{"kohyoForm":1')).toMatchObject({ failure: { reason: 'no-json' } });
    const many = Array.from({ length: 5_001 }, (_, i) => ({
      path: `f${i}`,
      kind: 'text',
      place: { side: 'right', rows: [`l${i}`] },
    }));
    expect(checkDescription(changed([...sheet, 'blocks', 0, 'fields'], many))).toMatchObject({
      failure: { reason: expect.stringMatching(/too-large|wrong/) },
    });
    let deep: unknown = 1;
    for (let i = 0; i < 40; i += 1) deep = { a: deep };
    expect(checkDescription(changed([...field, 'own'], deep))).toMatchObject({ failure: { reason: 'too-large' } });
    expect(parseDescription(JSON.stringify(exampleForm).replace('"id":', '"__proto__":{"x":1},"id":'))).toMatchObject({
      ok: false,
      failure: { place: '__proto__' },
    });
  });
});

describe('paths', () => {
  test.each(['a', 'steps.0.2013.plan', '指標.0.名称', 'a-b_c.1'])('%s is one', (path) =>
    expect(isPath(path)).toBe(true),
  );
  test.each(['', 'a.', '.a', 'a b', 'a.__proto__', 'constructor', 'sheet', 'cells.x', 'a.{row}', 'a/b', 'a\u0000'])(
    '%j is none',
    (path) => expect(isPath(path)).toBe(false),
  );
  test('collisions are found through placeholders', () => {
    expect(collision(['a.{year}.x', 'a.2024.y', 'a.2024.x'])).toEqual([2, 0]);
    expect(collision(['a.{row}.x', 'a.b', 'a.c.d'])).toBeUndefined();
    expect(collision(['a.{row}', 'a.0.x'])).toEqual([1, 0]);
    expect(collision(['a.b.c', 'a.b'])).toEqual([1, 0]);
  });
});

test('null is no way to leave a thing out', () => {
  const form = structuredClone(exampleForm) as unknown as {
    editions: { sheets: { blocks: { fields: Record<string, unknown>[] }[] }[] }[];
  };
  const [field] = form.editions[0]?.sheets[0]?.blocks[0]?.fields ?? [];
  if (field !== undefined) field['blanks'] = null;
  expect(checkDescription(form)).toMatchObject({
    ok: false,
    failure: { reason: 'wrong', place: 'editions[0].sheets[0].blocks[0].fields[0].blanks' },
  });
});
