import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { basePlaceOf } from '../core/collect.ts';
import type { ExchangeState } from '../core/exchange-state.ts';
import type { RecordOf } from '../core/records.ts';

/** A box of a returned file that a person does not take in. */
export interface LeftOutBox {
  /** SHA-256 of the file. */
  readonly file: string;
  /** `ItemSheet.key`. */
  readonly item: string;
  readonly path: FieldPath;
}

/**
 * The decisions that leaving boxes out comes to: the plan's own text over that of the files named. They are remembered as
 * any other decision, so that the text does not come in with the next file, and the record tells who left it out.
 *
 * @param keys `ItemSheet.key`s by place.
 */
export function leaveOut(
  state: ExchangeState,
  keys: readonly string[],
  boxes: readonly LeftOutBox[],
  stamp: () => { readonly id: string; readonly at: string; readonly by?: string },
): readonly RecordOf<'decided'>[] {
  const files = new Map<string, string[]>();
  for (const { file, item, path } of boxes) {
    const box = `${item}\n${path}`;
    files.set(box, [...(files.get(box) ?? []), file]);
  }
  return state.fields().flatMap((entry): readonly RecordOf<'decided'>[] => {
    const left = files.get(`${keys[entry.item] ?? ''}\n${entry.path}`);
    const covers = (left ?? []).filter((file) => entry.state.versions.some((version) => version.file === file));
    const place = covers.length === 0 ? undefined : basePlaceOf(state, entry);
    if (place === undefined) return [];
    const mine = entry.mine ?? '';
    return [{ kind: 'decided', ...stamp(), ...place, value: mine, covers: [...new Set(covers)], over: mine }];
  });
}
