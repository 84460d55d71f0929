import { describe, expect, it } from 'vitest';
import { checkDescription } from '../../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { factsName, factsOf } from '../../../src-shared/form/facts.ts';
import {
  entryOf,
  isOf,
  traitsAt,
  withBox,
  withName,
  withoutBox,
  withStage,
  withTraits,
  withWord,
  type EntryAt,
} from '../../../src-shared/form/teach.ts';
import { openByDescription } from '../../../src-main/engine/read/any/as-workbook.ts';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { exampleForm } from './example-form.ts';

const book = exampleBook([{ no: '1', title: '甲' }]);

async function read(form: FormDescription) {
  expect(checkDescription(JSON.parse(JSON.stringify(form)))).toMatchObject({ ok: true });
  const opened = openByDescription(await book, form);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value.items[0]?.fields ?? {};
}

const at = (path: string): EntryAt => {
  const entry = entryOf(exampleForm, 'R6', path);
  if (entry === undefined) throw new Error(path);
  return entry;
};

describe('lessons of a description', () => {
  it('finds the entry of every box that is read', async () => {
    const fields = await read(exampleForm);
    const lost = Object.keys(fields).filter((path) => entryOf(exampleForm, 'R6', path) === undefined);
    expect(lost).toEqual([]);
    expect(entryOf(exampleForm, 'R6', 'cost.2024.budget.own')).toMatchObject({ kind: 'crossing', column: 0, line: 1 });
    expect(entryOf(exampleForm, 'R6', 'nothing')).toBeUndefined();
    expect(isOf('cost.{year}.budget', 'cost.24.budget')).toBe(false);
  });

  it('says of each box alone what is then read of it', async () => {
    const unheard: string[] = [];
    for (const path of Object.keys(await read(exampleForm))) {
      const stage = traitsAt(exampleForm, at(path)).stage === '計画時' ? '評価時' : '計画時';
      const taught = await read(withTraits(exampleForm, at(path), { stage }));
      if (factsOf(taught[path])?.traits.stage !== stage) unheard.push(path);
    }
    expect(unheard).toEqual([]);
  });

  it('names a field as people call it, in every list and for screen readers', async () => {
    const nameOf = async (form: FormDescription): Promise<string> => {
      const facts = factsOf((await read(form))['section']);
      return facts === undefined ? '' : factsName(facts);
    };
    const before = await nameOf(exampleForm);
    const named = withName(exampleForm, at('section'), '答える課');
    expect(before).not.toBe('答える課');
    expect(await nameOf(named)).toBe('答える課');
    expect(await nameOf(withName(named, at('section'), ''))).toBe(before);
  });

  it('says of a field what it is, and takes that back', async () => {
    const form = withTraits(exampleForm, at('section'), { role: 'group', stage: '計画時' });
    expect(traitsAt(form, at('section'))).toMatchObject({ role: 'group', stage: '計画時' });
    expect(traitsAt(withTraits(form, at('section'), { role: null }), at('section')).role).toBeUndefined();
    expect(Object.keys(await read(form))).toEqual(Object.keys(await read(exampleForm)));
  });

  it('says of one crossing, its line or its column, and the nearest word wins', () => {
    const own = at('cost.2024.budget.own');
    const one = withTraits(exampleForm, own, { unit: '円' });
    expect(traitsAt(one, own).unit).toBe('円');
    expect(traitsAt(one, at('cost.2024.budget.state')).unit).toBe('千円');
    const column = withTraits(one, own, { unit: '百万円' }, 'column');
    expect([own, at('cost.2024.budget.state')].map((entry) => traitsAt(column, entry).unit)).toEqual([
      '百万円',
      '百万円',
    ]);
    expect(traitsAt(column, at('cost.2024.actual.own')).unit).toBe('千円');
  });

  it('lets choices go with a kind that has none', () => {
    const form = withTraits(exampleForm, at('how'), { kind: 'line' });
    expect(traitsAt(form, at('how'))).toMatchObject({ kind: 'line' });
    expect(traitsAt(form, at('how')).choices).toBeUndefined();
  });

  it('takes boxes out: a field, a crossing, a column', async () => {
    const paths = Object.keys(await read(exampleForm));
    const without = async (form: FormDescription): Promise<readonly string[]> => {
      const left = new Set(Object.keys(await read(form)));
      return paths.filter((path) => !left.has(path));
    };
    expect(await without(withoutBox(exampleForm, at('how')))).toEqual(['how']);
    expect(await without(withoutBox(exampleForm, at('cost.2024.budget.own')))).toEqual([
      'cost.2023.budget.own',
      'cost.2024.budget.own',
    ]);
    const gone = await without(withoutBox(exampleForm, at('cost.2024.budget.own'), 'column'));
    expect(gone.every((path) => path.includes('.budget.'))).toBe(true);
    expect(gone.length).toBe(6);
  });

  it('adds a box that was pointed at, found again by its label', async () => {
    const form = withBox(withoutBox(exampleForm, at('how')), {
      edition: 'R6',
      sheet: 'sheet',
      at: 'G4:H4',
      label: { text: '実施形態', at: 'E4:F4' },
      side: 'right',
      n: 1,
      kind: 'choice',
      row: 4,
    });
    const fields = await read(form);
    expect(fields['実施形態']).toMatchObject({ cell: 'G4', text: '直営' });
  });

  it('names boxes and stages, and fixed words', () => {
    const named = withName(exampleForm, at('how'), '進め方');
    expect(traitsAt(named, at('how')).label).toBe('進め方');
    expect(traitsAt(withName(named, at('how'), ' '), at('how')).label).toBeUndefined();
    const staged = withStage(withStage(exampleForm, '外部評価'), '外部評価');
    expect(staged.stages?.map(({ id }) => id)).toEqual(['計画時', '評価時', '外部評価']);
    expect(withWord(exampleForm, 'R6', 'sheet', '記入要領').editions[0]?.sheets[0]?.words).toContain('記入要領');
  });
});
