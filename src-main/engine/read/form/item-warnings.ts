import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type { Warning } from '../../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import { isUsableNumber } from './read-item.ts';
import { lane } from './form-lane.ts';

const numberPath = lane.number?.field ?? '';

/** Items without a usable number, and numbers that several items have (compared by NFKC without white space). */
export function itemWarnings(items: readonly ItemSheet[]): Warning[] {
  const warnings: Warning[] = [];
  const byNumber = new Map<string, ItemSheet[]>();
  for (const item of items) {
    if (!isUsableNumber(item.no)) {
      const cell = item.fields[numberPath]?.cell;
      warnings.push({
        kind: 'ambiguous-item',
        reason: 'no-number',
        sheet: item.sheet,
        ...(cell === undefined ? {} : { cell }),
      });
      continue;
    }
    const key = groupingKey(item.no).toLowerCase();
    const same = byNumber.get(key);
    if (same) same.push(item);
    else byNumber.set(key, [item]);
  }
  for (const same of byNumber.values()) {
    if (same.length < 2) continue;
    const first = same[0] as ItemSheet;
    const values = { no: first.no, sheets: same.map((item) => item.sheet).join(', ') };
    const cell = first.fields[numberPath]?.cell;
    warnings.push({
      kind: 'duplicate-no',
      reason: 'several',
      sheet: first.sheet,
      ...(cell === undefined ? {} : { cell }),
      values,
    });
  }
  return warnings;
}
