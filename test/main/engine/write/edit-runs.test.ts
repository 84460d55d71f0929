import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTexts } from '../../../../src-main/engine/write/patch/align-texts.ts';
import { editRuns } from '../../../../src-main/engine/write/patch/edit-runs.ts';

const red = '<rPr><color rgb="FFFF0000"/></rPr>';
const plain = '<rPr><sz val="11"/></rPr>';

describe('runs', () => {
  const marked = {
    text: '●行政課\n総務課',
    runs: [
      { text: '●', format: red },
      { text: '行政課\n総務課', format: plain },
    ],
  };
  it.each([
    [
      'a change behind the mark',
      '●行政改革課\n総務課',
      [
        ['●', red],
        ['行政改革課\n総務課', plain],
      ],
    ],
    [
      'all behind the mark',
      '●財政課',
      [
        ['●', red],
        ['財政課', plain],
      ],
    ],
    [
      'right behind the mark',
      '●新行政課\n総務課',
      [
        ['●', red],
        ['新行政課\n総務課', plain],
      ],
    ],
    [
      'at the end',
      '●行政課\n総務課\n財政課',
      [
        ['●', red],
        ['行政課\n総務課\n財政課', plain],
      ],
    ],
    ['the mark goes', '行政課\n総務課', [['行政課\n総務課', plain]]],
    [
      'another line first',
      '財政課\n●行政課\n総務課',
      [
        ['財政課\n●', red],
        ['行政課\n総務課', plain],
      ],
    ],
    [
      'nothing',
      '●行政課\n総務課',
      [
        ['●', red],
        ['行政課\n総務課', plain],
      ],
    ],
  ])('%s', (_, typed, runs) => {
    expect(editRuns(marked, typed)).toEqual(runs.map(([text, format]) => ({ text, format })));
  });

  it('keeps marks on several lines of which one in between changes', () => {
    const runs = ['一', '二', '三'].flatMap((name) => [{ text: '●', format: red }, { text: `${name}\n` }]);
    const edited = editRuns({ text: '●一\n●二\n●三\n', runs }, '●一\n●弐\n●三\n');
    expect(edited.filter((run) => run.format === red).length).toBe(3);
    expect(edited.map((run) => run.text).join('')).toBe('●一\n●弐\n●三\n');
  });

  it('keeps the line ends of lines that the edit left alone', () => {
    expect(editRuns({ text: 'あ\r\nい\rう\r\nえ' }, 'あ\n変\nう\nえ')).toEqual([{ text: 'あ\r\n変\rう\r\nえ' }]);
    expect(editRuns({ text: 'あ\r\nい\r\nう' }, 'あ\nい')).toEqual([{ text: 'あ\r\nい' }]);
    expect(editRuns({ text: 'あ\r\nい' }, 'あ\nい\nう')).toEqual([{ text: 'あ\r\nい\nう' }]);
  });

  it('never parts a character from its variation selector or its other half', () => {
    const runs = [{ text: '𠮷葛', format: red }, { text: '\u{e0100}が' }];
    const edited = editRuns({ text: '𠮷葛\u{e0100}が', runs }, '𠮸葛が');
    expect(edited.map((run) => run.text).join('')).toBe('𠮸葛が');
    for (const run of edited) expect(run.text).toBe(Array.from(run.text).join(''));
  });
});

describe('any edit', () => {
  const piece = fc.constantFrom('あ', '●', '\n', '\n\n', '𠮷', '葛\u{e0100}', ' ', 'a', 'か\u3099', '一二三');
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('gives the new text, with the old formats only', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.constantFrom(red, plain, undefined)), { minLength: 1, maxLength: 5 }),
        text,
        (parts, typed) => {
          const runs = parts.map(([part, format]) => (format === undefined ? { text: part } : { text: part, format }));
          const old = runs.map((run) => run.text).join('');
          const edited = editRuns({ text: old, runs }, typed);
          expect(edited.map((run) => run.text).join('')).toBe(typed);
          for (const run of edited) expect(runs.map((one) => one.format)).toContain(run.format);
        },
      ),
    );
  });

  it('keeps every run where nothing changes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const runs = [
          { text: a, format: red },
          { text: b, format: plain },
        ];
        expect(editRuns({ text: a + b, runs }, a + b)).toEqual(runs.filter((run) => run.text !== ''));
      }),
    );
  });

  it('finds stretches that are in both texts, in order and apart', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        let oldEnd = 0;
        let newEnd = 0;
        for (const { oldStart, newStart, length } of alignTexts(a, b)) {
          expect(oldStart).toBeGreaterThanOrEqual(oldEnd);
          expect(newStart).toBeGreaterThanOrEqual(newEnd);
          expect(a.slice(oldStart, oldStart + length)).toBe(b.slice(newStart, newStart + length));
          oldEnd = oldStart + length;
          newEnd = newStart + length;
        }
      }),
    );
  });
});
