import { prepareSendings } from '../exchange/core/distribute.ts';
import { takeOutItems } from '../exchange/core/take-out-items.ts';
import { exchangedFrom, openExchanged } from '../exchange/core/open-exchanged.ts';
import { planForm } from '../exchange/core/plan-form.ts';
import type { Parcel } from '../exchange/core/sections.ts';
import { ok } from '../../src-shared/domain/result.ts';
import { openWithEdits } from './open-with-edits.ts';
import type { Emit, PartRequests } from './requests.ts';

/** All workbooks of a sending out of a plan that is read once; each crosses before the next is made. */
async function sendings(
  { bytes, edits, memory, by, parcels, at, person, form, ...rest }: PartRequests['sendings']['args'],
  emit: Emit<PartRequests['sendings']['part']>,
): Promise<PartRequests['sendings']['answer']> {
  const opened = openWithEdits(bytes, edits, { form });
  if (!opened.ok) return opened;
  const now = opened.value.package.bytes;
  const exchanged =
    form === undefined ? ok(exchangedFrom(now, opened.value)) : openExchanged(now, false, undefined, planForm(form));
  if (!exchanged.ok) return exchanged;
  const master = exchanged.value;
  const places = new Map(master.opened.items.map((item, index) => [item.key, index]));
  const choose = (): readonly Parcel[] =>
    parcels.map(({ section, items }) => ({ section, items: items.flatMap((key) => places.get(key) ?? []) }));
  const made = prepareSendings(
    { master, memory, takeOut: takeOutItems, by, choose, ...rest },
    { at, ...(person === undefined ? {} : { by: person }) },
  );
  await emit({ total: made.total });
  let count = 0;
  for (const sending of made.make()) {
    if (!sending.ok) return sending;
    count += 1;
    await emit({ sending: sending.value });
  }
  return ok({ sendings: count });
}

export const performSendings = { sendings };
