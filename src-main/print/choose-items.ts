import type { Failure } from '../../src-shared/failures.ts';
import type { ItemSheet } from '../../src-shared/item.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

/**
 * Items by a list such as `1-5,8`: numbers as they stand on the sheets, ranges of whole numbers, or sheet names. Each
 * item once, in the order of the list. Fails with `unknown-item` for an entry that names none.
 */
export function chooseItems(items: readonly ItemSheet[], list: string): Result<readonly ItemSheet[], Failure> {
  const chosen: ItemSheet[] = [];
  for (const entry of list.normalize('NFKC').split(/[,、]/u)) {
    const wanted = plain(entry);
    if (wanted === '') continue;
    const found = matching(items, wanted);
    if (found.length === 0) return err({ kind: 'unknown-item', reason: 'none', values: { no: entry.trim() } });
    chosen.push(...found.filter((item) => !chosen.includes(item)));
  }
  return ok(chosen);
}

function matching(items: readonly ItemSheet[], wanted: string): readonly ItemSheet[] {
  const exact = items.filter((item) => plain(item.no) === wanted || plain(item.sheet) === wanted);
  if (exact.length > 0) return exact;
  const range = /^(\d+)[-~–](\d+)$/u.exec(wanted);
  if (range === null) return [];
  const [first, last] = [Number(range[1]), Number(range[2])];
  return items.filter((item) => {
    const no = plain(item.no);
    return /^\d+$/u.test(no) && Number(no) >= first && Number(no) <= last;
  });
}
