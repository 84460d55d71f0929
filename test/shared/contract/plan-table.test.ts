import { describe, expect, it } from 'vitest';
import { itemsOfTable, linesOf, yearsBetween } from '../../../src-shared/contract/plan-table.ts';

describe('a table pasted from Excel', () => {
  it('gives number, title and sections; heading and empty lines are left out', () => {
    expect(itemsOfTable('No.\t項目名\t担当課\r\n1\t窓口\t市民課\r\n\t\t\r\n2\t施設\t財政課●\r\n')).toEqual([
      { no: 1, title: '窓口', sections: '市民課' },
      { no: 2, title: '施設', sections: '財政課●' },
    ]);
  });

  it('takes cells with line ends, tabs and quotation marks as Excel quotes them', () => {
    expect(itemsOfTable('1\t"上\n下"\t"財政課●\r\n企画課"\n2\t"彼は""よい""と\t言う"\t課')).toEqual([
      { no: 1, title: '上\n下', sections: '財政課●\n企画課' },
      { no: 2, title: '彼は"よい"と\t言う', sections: '課' },
    ]);
  });

  it('leaves a quotation mark alone that opens no cell', () => {
    expect(itemsOfTable('1\t"窓口"改革\t課')).toEqual([{ no: 1, title: '"窓口"改革', sections: '課' }]);
  });

  it('reads full-width numbers and No.3, keeps 3-2, and numbers lines without one', () => {
    expect(itemsOfTable('１\tあ\nNo.3\tい\n\tう\n3-2\tえ').map(({ no }) => no)).toEqual([1, 3, 4, '3-2']);
  });

  it('gives nothing for nothing', () => expect(itemsOfTable('')).toEqual([]));
});

describe('the period', () => {
  it.each([
    ['2027', '2029', [2027, 2028, 2029]],
    ['２０２７', '2027', [2027]],
    ['2029', '2027', []],
    ['2000', '2010', []],
    ['', '2027', []],
    ['9', '10', []],
    ['令和9', '2028', []],
  ] as const)('%s to %s', (first, last, years) => expect(yearsBetween(first, last)).toEqual(years));
});

it('lines are trimmed and empty ones left out', () => expect(linesOf(' A\r\n\n B ')).toEqual(['A', 'B']));
