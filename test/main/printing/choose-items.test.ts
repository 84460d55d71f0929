import { expect, test } from 'vitest';
import { chooseItems } from '../../../src-shared/domain/choose-items.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';

const item = (no: string, sheet = `No.${no}`): ItemSheet => ({
  key: `xl/${sheet}.xml`,
  sheet,
  hidden: false,
  no,
  years: [],
  sections: [],
  rows: {},
  fields: {},
});
const items = [item('1'), item('２'), item('3'), item('10'), item('10-2'), item('', '控え')];
const chosen = (list: string) => {
  const result = chooseItems(items, list);
  return result.ok ? result.value.map((one) => one.sheet) : result.failure;
};

test.each([
  ['1-3', ['No.1', 'No.２', 'No.3']],
  ['3, 1', ['No.3', 'No.1']],
  ['2', ['No.２']],
  ['１－２', ['No.1', 'No.２']],
  ['10-2', ['No.10-2']],
  ['1,1-2,1', ['No.1', 'No.２']],
  ['控え', ['控え']],
])('%s', (list, expected) => expect(chosen(list)).toEqual(expected));

test('an entry that names no item is refused', () =>
  expect(chosen('1,99')).toEqual({ kind: 'unknown-item', reason: 'none', values: { no: '99' } }));
