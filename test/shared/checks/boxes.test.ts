import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { achievement, readMeasured } from '../../../src-shared/checks/achievement.ts';
import { boxUse, countCharacters } from '../../../src-shared/checks/capacity.ts';
import {
  addSection,
  chooseLead,
  formatSections,
  parseSections,
  placedSections,
  renameSection,
} from '../../../src-shared/domain/sections.ts';
import type { Capacity } from '../../../src-shared/domain/item.ts';

const box: Capacity = {
  lines: 2,
  columns: 10,
  width: 105,
  height: 26,
  font: 'ＭＳ ゴシック',
  size: 10.5,
  wrap: true,
  shrink: false,
};

describe('the room of a box', () => {
  it('says where paper cuts', () => {
    const text = 'あ'.repeat(25);
    expect(boxUse(text, box)).toEqual({ characters: 25, lines: 3, cutAt: 20 });
    expect(boxUse('あ\nい\nう', box)).toEqual({ characters: 3, lines: 3, cutAt: 4 });
    expect(boxUse('あ\nい', box).cutAt).toBe(3);
    expect(boxUse('', box)).toEqual({ characters: 0, lines: 1, cutAt: 0 });
  });

  it('never cuts a box that shrinks', () => {
    expect(boxUse('あ'.repeat(99), { ...box, shrink: true, wrap: false }).cutAt).toBe(99);
  });

  it('cuts at a place inside the text, and what is shown fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('あ', '、', 'a', '1', '\n', '（', '𠮷', '　') }), (text) => {
        const { cutAt } = boxUse(text, box);
        expect(cutAt).toBeLessThanOrEqual(text.length);
        const shown = text.slice(0, cutAt).replace(/\n$/u, '');
        expect(boxUse(shown, box).lines).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('counts characters as people do', () => {
    expect(countCharacters('葛󠄀城\n𠮷')).toBe(3);
  });
});

describe('achievement rates', () => {
  it.each([
    ['', '100件', '80件', { percent: 80, rule: 'ratio' }],
    ['50', '１,２００', '1,500', { percent: 125, rule: 'ratio' }],
    ['42分', '36', '38', { percent: 66.7, rule: 'reduction' }],
    ['', '85.0%', '85.0%', { percent: 100, rule: 'ratio' }],
    ['', '－', '5', undefined],
    ['', '10～20', '15', undefined],
    ['', '0', '5', undefined],
    ['', '5件', '5人', undefined],
  ])('%s, %s, %s: %j', (current, plan, actual, expected) => {
    expect(achievement(current, plan, actual)).toEqual(expected);
  });

  it.each([
    ['▲5', -5, ''],
    ['約30分', 30, '分'],
    ['1,200件', 1200, '件'],
  ])('reads %s', (text, value, unit) => {
    expect(readMeasured(text)).toEqual({ value, unit });
  });

  it.each(['12-3', '1,20件', '未定', '', '3/4', '10:30'])('takes %j for no number', (text) => {
    expect(readMeasured(text)).toBeUndefined();
  });
});

describe('sections', () => {
  const text = '窓口改革課●\n大都市制度・\n区政創造推進課\n\n市民課 ';

  it('reads them, continued lines joined', () => {
    expect(parseSections(text)).toEqual([
      { name: '窓口改革課', lead: true },
      { name: '大都市制度・区政創造推進課', lead: false },
      { name: '市民課', lead: false },
    ]);
  });

  it('changes one without touching its neighbours', () => {
    expect(renameSection(text, 2, '税務課')).toBe('窓口改革課●\n大都市制度・\n区政創造推進課\n\n税務課');
    expect(renameSection(text, 0, '')).toBe('大都市制度・\n区政創造推進課\n\n市民課 ');
    expect(chooseLead(text, 1)).toBe('窓口改革課\n大都市制度・\n区政創造推進課●\n\n市民課 ');
    expect(addSection('市民課', '税務課')).toBe('市民課\n税務課');
    expect(addSection('', '税務課')).toBe('税務課');
  });

  it('choosing the lead leaves exactly one, and the names as they are', () => {
    const names = fc.array(fc.constantFrom('市民課', '税務課', '北区地域課', '大都市・推進課'), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (list, first, second) => {
        const before = formatSections(list.map((name, index) => ({ name, lead: index === first % list.length })));
        const index = second % list.length;
        const after = parseSections(chooseLead(before, index));
        expect(after.map(({ name }) => name)).toEqual(list);
        expect(after.map(({ lead }) => lead)).toEqual(list.map((_, at) => at === index));
        expect(placedSections(before).map(({ name, lead }) => ({ name, lead }))).toEqual(parseSections(before));
      }),
    );
  });
});
