import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../engine/read/open.ts';
import { patchWorkbook } from '../../engine/write/save.ts';
import { replaceSheet } from '../../engine/make/insert/replace-sheet.ts';
import { mapPaths } from './rows-between.ts';
import { snapshotItem } from './snapshot.ts';

export interface TakeWhole {
  /** The plan's workbook and the item's `ItemSheet.key`. */
  readonly bytes: Uint8Array;
  readonly key: string;
  /** The returned file and the sheet's name in it. */
  readonly returned: Uint8Array;
  readonly sheet: string;
}

/**
 * «シートごと取り込む»: the returned sheet with all that is no field (formats inside texts, notes, drawings, cells outside the
 * form, rows) in the place of the plan's own. The fields keep the plan's texts, which the merge has decided or will decide;
 * where the returned sheet lacks the box of one that is not empty, nothing is taken.
 */
export function takeWhole({ bytes, key, returned, sheet }: TakeWhole): Result<Uint8Array, Failure> {
  const [master, file] = [openWorkbook(bytes), openWorkbook(returned)];
  if (!master.ok) return master;
  if (!file.ok) return file;
  const own = master.value.items.find((item) => item.key === key);
  const theirs = file.value.items.find((item) => item.sheet === sheet);
  if (own === undefined || theirs === undefined)
    return err({ kind: 'unknown-item', reason: 'none', values: { no: own?.no ?? sheet } });
  const before = snapshotItem(own, undefined);
  const map = mapPaths(before, snapshotItem(theirs, undefined));
  const places = new Map((Object.keys(theirs.fields) as FieldPath[]).map((path) => [map.toBase(path), path]));
  const homeless = (Object.entries(before.texts) as [FieldPath, string][]).filter(
    ([path, text]) => text !== '' && !places.has(path),
  );
  if (homeless.length > 0)
    return err({ kind: 'structure', reason: 'boxes-gone', sheet, values: { count: homeless.length } });
  const replaced = replaceSheet(master.value, key, file.value, theirs.key);
  if (!replaced.ok) return replaced;
  const fields = replaced.value.items.find((item) => item.key === key)?.fields ?? {};
  const edits = (Object.entries(before.texts) as [FieldPath, string][]).flatMap(([path, text]) => {
    const field = fields[places.get(path) ?? path];
    return field === undefined || field.formula !== undefined || field.text === text
      ? []
      : [{ item: key, path: field.path, text }];
  });
  const patched = patchWorkbook(replaced.value, edits, { unlock: true });
  return patched.ok ? ok(patched.value.bytes) : patched;
}
