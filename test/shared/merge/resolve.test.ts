import { describe, expect, test } from 'vitest';
import { emptyState, fieldState, textsOf, unite, type FieldState } from '../../../src-shared/merge/field-state.ts';
import { superseded } from '../../../src-shared/merge/lineage.ts';
import { resolve, take } from '../../../src-shared/merge/resolve.ts';

const state = (parts: Partial<FieldState>): FieldState => fieldState(parts);
const version = (file: string, base: string | null, value: string) => ({ file, base, value });

describe('what a field shows', () => {
  test('nothing is known: the master', () => {
    expect(resolve(emptyState, 'い')).toMatchObject({ kind: 'settled', text: 'い' });
  });

  test('one file changed it', () => {
    expect(resolve(state({ versions: [version('a', 'い', 'ろ')] }), 'い')).toMatchObject({ kind: 'taken', text: 'ろ' });
  });

  test('a file that left it as it was does not bring it back', () => {
    expect(resolve(state({ versions: [version('a', 'い', 'い')] }), 'は')).toMatchObject({
      kind: 'settled',
      text: 'は',
    });
  });

  test('the master was edited alike', () => {
    expect(resolve(state({ versions: [version('a', 'い', 'ろ')] }), 'ろ')).toMatchObject({ kind: 'taken', text: 'ろ' });
  });

  test('the master was edited apart: a conflict at the master’s text', () => {
    const result = resolve(state({ versions: [version('a', 'い', 'ろ')] }), 'は');
    expect(result).toMatchObject({ kind: 'conflict', text: 'は' });
    expect(result.candidates.map((candidate) => candidate.value).sort()).toEqual(['は', 'ろ']);
  });

  test('no base: every difference is a conflict, even between two files alike', () => {
    expect(resolve(state({ versions: [version('a', null, 'ろ')] }), 'い').kind).toBe('conflict');
    expect(resolve(state({ versions: [version('a', null, 'ろ'), version('b', null, 'ろ')] }), 'い').kind).toBe(
      'conflict',
    );
    expect(resolve(state({ versions: [version('a', null, 'い')] }), 'い')).toMatchObject({ text: 'い', kind: 'taken' });
  });

  test('a conflict written as one side’s text is still one', () => {
    const two = state({ versions: [version('a', '', 'ろ'), version('b', '', 'は')] });
    expect(resolve(two, 'ろ')).toMatchObject({ kind: 'conflict', text: 'ろ' });
  });
});

describe('decisions', () => {
  const two = [version('a', 'い', 'ろ'), version('b', 'い', 'は')];
  const chosen = { id: 'd1', value: 'ろ', covers: ['a', 'b'] };

  test('a person chose', () => {
    expect(resolve(state({ versions: two, decisions: [chosen] }), 'い')).toMatchObject({ kind: 'decided', text: 'ろ' });
  });

  test('a person kept the base', () => {
    expect(resolve(state({ versions: two, decisions: [{ ...chosen, value: 'い' }] }), 'い')).toMatchObject({
      kind: 'decided',
      text: 'い',
    });
  });

  test('the same text from another file is answered already', () => {
    const more = [...two, version('c', 'い', 'は')];
    expect(resolve(state({ versions: more, decisions: [chosen] }), 'い')).toMatchObject({
      kind: 'decided',
      text: 'ろ',
    });
  });

  test('a new text after the choice is weighed against it', () => {
    const more = [...two, version('c', 'い', 'に')];
    expect(resolve(state({ versions: more, decisions: [chosen] }), 'ろ').kind).toBe('conflict');
  });

  test('a choice without a base, over the master’s own text', () => {
    const one = {
      versions: [version('a', null, 'ろ')],
      decisions: [{ id: 'd', value: 'ろ', covers: ['a'], over: 'い' }],
    };
    expect(resolve(state(one), 'い')).toMatchObject({ kind: 'decided', text: 'ろ' });
  });

  test('a later choice stands for an earlier one; two apart are a conflict', () => {
    const later = { id: 'd2', value: 'は', covers: ['a', 'b', 'd1'] };
    expect(resolve(state({ versions: two, decisions: [chosen, later] }), 'い')).toMatchObject({
      kind: 'decided',
      text: 'は',
    });
    const apart = { id: 'd3', value: 'は', covers: ['a', 'b'] };
    expect(resolve(state({ versions: two, decisions: [chosen, apart] }), 'い').kind).toBe('conflict');
  });
});

describe('resubmissions and rounds', () => {
  test('a file that took another’s place gives its own text', () => {
    const replaced = superseded(new Set(['a', 'b']), [{ file: 'b', earlier: 'a' }]);
    const both = state({ versions: [version('a', 'い', 'ろ'), version('b', 'い', 'は')] });
    expect(resolve(both, 'い', { replaced })).toMatchObject({ kind: 'taken', text: 'は' });
    expect(textsOf(both)).toContain('ろ');
  });

  test('a resubmission that takes an edit back brings the base back', () => {
    const replaced = new Set(['a']);
    const both = state({
      versions: [version('a', 'い', 'ろ'), version('b', 'い', 'い')],
      written: [{ value: 'ろ', covers: ['a'] }],
    });
    expect(resolve(both, 'ろ', { replaced })).toMatchObject({ text: 'い' });
  });

  test('files that claim to descend from each other are both kept', () => {
    const circle = [
      { file: 'a', earlier: 'b' },
      { file: 'b', earlier: 'a' },
    ];
    expect([...superseded(new Set(['a', 'b']), circle)]).toEqual([]);
  });

  test('descent goes through files that never came', () => {
    const chain = [
      { file: 'c', earlier: 'b' },
      { file: 'b', earlier: 'a' },
    ];
    expect([...superseded(new Set(['a', 'c']), chain)]).toEqual(['a']);
  });

  test('a second round starts from what the first gave', () => {
    const rounds = state({ versions: [version('a', 'い', 'ろ'), version('b', 'ろ', 'は')] });
    expect(resolve(rounds, 'ろ')).toMatchObject({ kind: 'taken', text: 'は' });
  });

  test('a second round starts from what the first merged', () => {
    const rounds = state({
      versions: [
        version('a', '・い\n・ろ', '・い１\n・ろ'),
        version('b', '・い\n・ろ', '・い\n・ろ２'),
        { ...version('c', '・い１\n・ろ２', '・い１\n・ろ３'), after: ['a', 'b'] },
      ],
    });
    expect(resolve(rounds, '・い１\n・ろ２')).toMatchObject({ kind: 'taken', text: '・い１\n・ろ３' });
  });

  test('an edit of the merged text in the master is no conflict with what it was made from', () => {
    const merged = state({
      versions: [version('a', '・い\n・ろ', '・い１\n・ろ'), version('b', '・い\n・ろ', '・い\n・ろ２')],
      written: [{ value: '・い１\n・ろ２', covers: ['a', 'b'] }],
    });
    expect(resolve(merged, '・い１\n・ろ９', { descends: new Set(['a', 'b']) })).toMatchObject({
      kind: 'settled',
      text: '・い１\n・ろ９',
    });
  });

  test('a merge that is by chance the base again makes nobody come after it', () => {
    const base = '・に\n　ほ';
    const versions = [
      version('a', base, '・に\n・に\n　ほ'),
      version('b', base, '　ほ'),
      version('c', base, '・い\n　ほ'),
    ];
    const first = resolve(state({ versions: versions.slice(0, 2) }), base);
    expect(first).toMatchObject({ kind: 'merged', text: base });
    expect(resolve(state({ versions, written: [{ value: base, covers: ['a', 'b'] }] }), base).kind).toBe('conflict');
  });

  test('who came after whom is on record, whatever the texts', () => {
    const back = [version('a', 'A', 'B'), { ...version('b', 'B', 'A'), after: ['a'] }];
    expect(resolve(state({ versions: back }), 'B')).toMatchObject({ kind: 'taken', text: 'A' });
    // The text that the later one has answered comes once more, from somebody else.
    expect(resolve(state({ versions: [...back, version('c', 'A', 'B')] }), 'B')).toMatchObject({
      kind: 'taken',
      text: 'A',
    });
  });

  test('a late file of the first round merges with one of the second', () => {
    const versions = [
      version('a', '・い\n・ろ\n・は', '・い１\n・ろ\n・は'),
      { ...version('b', '・い１\n・ろ\n・は', '・い１\n・ろ\n・は２'), after: ['a'] },
    ];
    const late = version('c', '・い\n・ろ\n・は', '・い\n・ろ３\n・は');
    expect(resolve(state({ versions: [...versions, late] }), '・い１\n・ろ\n・は２')).toMatchObject({
      kind: 'merged',
      text: '・い１\n・ろ３\n・は２',
    });
    // It never saw that the second round took the first one's line back, so it cannot overrule that.
    const backs = [
      versions[0]!,
      { ...versions[1]!, value: '・い\n・ろ\n・は２' },
      version('c', '・い\n・ろ\n・は', '・い１\n・ろ３\n・は'),
    ];
    expect(resolve(state({ versions: backs }), '・い１\n・ろ\n・は').kind).toBe('conflict');
  });

  test('texts that lead to each other in a circle are all shown', () => {
    const circle = state({ versions: [version('a', 'A', 'B'), version('b', 'B', 'A')] });
    expect(resolve(circle, 'A').kind).toBe('conflict');
  });
});

describe('edits of the master', () => {
  const base = '・い\n・ろ\n・は';
  const files = [version('a', base, '・い１\n・ろ\n・は'), version('b', base, '・い\n・ろ２\n・は')];

  test('one that was merged is remembered, and stays when another file comes', () => {
    const first = take(state({ versions: files.slice(0, 1) }), '・い\n・ろ\n・は９', {}, 'own');
    expect(first.resolution).toMatchObject({ kind: 'merged', text: '・い１\n・ろ\n・は９' });
    const later = take(unite(state({ versions: files }), first.remember), first.resolution.text, {}, 'own 2');
    expect(later.resolution).toMatchObject({ kind: 'merged', text: '・い１\n・ろ２\n・は９' });
    const again = take(
      unite(unite(state({ versions: files }), first.remember), later.remember),
      later.resolution.text,
      {},
      'own 3',
    );
    expect(again.resolution.text).toBe(later.resolution.text);
    expect(again.remember).toEqual(emptyState);
  });

  test('one after a taking-in stands over what was taken, and merges with what comes later', () => {
    const first = take(state({ versions: files.slice(0, 1) }), base, {}, 'own');
    const known = unite(state({ versions: files.slice(0, 1) }), first.remember);
    const typed = '・い１と９\n・ろ\n・は';
    expect(resolve(known, typed)).toMatchObject({ kind: 'settled', text: typed });
    expect(resolve(unite(known, state({ versions: files })), typed)).toMatchObject({
      kind: 'merged',
      text: '・い１と９\n・ろ２\n・は',
    });
  });

  test('all that was merged was replaced: back to the base, however it was collected', () => {
    const first = take(state({ versions: files }), base, {}, 'own');
    const known = unite(state({ versions: files }), first.remember);
    const replaced = new Set(['a', 'b']);
    expect(resolve(known, first.resolution.text, { replaced }).text).toBe(base);
    expect(resolve(state({ versions: files }), base, { replaced }).text).toBe(base);
  });
});

test('the union of states is one of sets', () => {
  const a = state({ versions: [version('a', 'い\r\nろ', 'は')] });
  const b = state({ versions: [version('a', 'い\nろ', 'は'), version('b', 'い\nろ', 'に')] });
  expect(unite(a, b)).toEqual(b);
  expect(unite(b, a)).toEqual(b);
});
