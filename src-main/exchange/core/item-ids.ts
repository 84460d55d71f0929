import { createHash } from 'node:crypto';
import type { ExchangeState } from './exchange-state.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

const short = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);

/**
 * The plan's id: the one that the master or an earlier sending has, else one worked out from the plan's items, so that two
 * sendings of one plan agree even where no memory could be kept.
 */
export function planIdOf(state: ExchangeState): string {
  const sent = state.memory.records.find((record) => record.kind === 'sent');
  if (state.master.planId !== undefined) return state.master.planId;
  if (sent?.kind === 'sent') return sent.planId;
  return `plan-${short(JSON.stringify(state.master.items.map((item) => [item.no, titleIn(item), item.years])))}`;
}

/** The ids of the master's items by their places: those that the master or an earlier sending gave, else new ones. */
export function itemIdsOf(state: ExchangeState, planId: string): readonly string[] {
  const used = new Set<string>();
  return state.master.items.map((item, index) => {
    let id = state.itemIds[index] ?? short(JSON.stringify([planId, item.no, item.sheet, titleIn(item)]));
    while (used.has(id)) id = short(`${id} ${index}`);
    used.add(id);
    return id;
  });
}
