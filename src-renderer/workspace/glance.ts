import { useMemo } from 'react';
import { duePaths, stepId, type Step } from '../../src-shared/checks/timetable.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { saidPart } from '../../src-shared/form/said.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { groupingKey } from '../../src-shared/domain/normal.ts';
import { glanceItem } from '../../src-shared/glance/items.ts';
import type { Measure } from '../../src-shared/glance/measures.ts';
import { missingBySection, type MissingRow } from '../../src-shared/glance/missing.ts';
import { leadName, type GlanceItem } from '../../src-shared/glance/plan.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import { desk } from '../desk.ts';
import { flushTyping } from '../editing/pending.ts';
import { fiscalYearName } from '../i18n/years.ts';
import { stepFor } from '../state/due.ts';
import { documentOf, patchSession, session, type OpenDocument } from '../state/session.ts';
import { itemRevision, revision, textsOf } from '../state/texts.ts';
import { useLater } from '../state/use-later.ts';
import { patchExchange, useExchange } from './exchange.ts';
import { useSummary } from './exchange-summary.ts';
import { changeFilter } from './list.ts';
import { summaryOf } from './list-rows.ts';

/** Shows the plan in front at a glance, in place of its sheet. */
export function showGlance(): void {
  flushTyping();
  patchSession({ page: { kind: 'glance' }, dialog: undefined });
}

export const leaveGlance = (): void => patchSession({ page: undefined });

/** What the sections are to return by, asked of the exchange without a word where there is none. */
export async function loadDueDays(document: string): Promise<void> {
  const view = await desk('exchangeView', document);
  if (view.ok) patchExchange(document, { view: view.value });
}

/** Leaves only these items in the list. */
export function pickItems(document: string, label: string, items: readonly string[]): void {
  changeFilter({ only: { document, label, items: new Set(items) }, scope: 'this' });
}

interface Cached {
  readonly revision: number;
  readonly item: GlanceItem;
}
const cache = new WeakMap<ItemSheet, Cached>();

/** One sheet as it is counted now; made anew when one of its texts has changed. */
function itemNow(document: string, sheet: ItemSheet): GlanceItem {
  const ref = { document, item: sheet.key };
  const now = itemRevision(ref);
  const known = cache.get(sheet);
  if (known?.revision === now) return known.item;
  const item = glanceItem(sheet, textsOf(ref, sheet));
  cache.set(sheet, { revision: now, item });
  return item;
}

const dueCounts = new WeakMap<ItemSheet, { readonly step: string; readonly due: number }>();

/** How many boxes of a sheet a step asks for: its fields say so, whatever they hold. */
function dueCount(sheet: ItemSheet, step: Step): number {
  const known = dueCounts.get(sheet);
  if (known?.step === stepId(step)) return known.due;
  const due = duePaths(sheet, step).length;
  dueCounts.set(sheet, { step: stepId(step), due });
  return due;
}

export interface Glance {
  readonly items: readonly GlanceItem[];
  readonly missing: readonly MissingRow[];
}

function glanceOf(document: OpenDocument): Glance {
  const step = stepFor(document);
  const sheets = document.items.filter(({ hidden }) => !hidden);
  const items = sheets.map((sheet) => itemNow(document.id, sheet));
  const missing = sheets.map((sheet, i) => ({
    key: sheet.key,
    section: leadName(items[i] as GlanceItem),
    due: dueCount(sheet, step),
    missing: summaryOf(document, sheet).missing.length,
  }));
  return { items, missing: missingBySection(missing) };
}

/** The counts of a workbook with everything that was typed. */
export function useGlance(document: OpenDocument): Glance {
  const count = useLater(revision);
  // `count` stands for the texts, which live outside of React.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => glanceOf(document), [document, count]);
}

/** The day by which a section is to return its sheets, where one was said: `2026-10-20`. */
export function useDueDays(document: string): (section: string) => string | undefined {
  const view = useExchange(document).view;
  const summary = useSummary(document);
  return useMemo(() => {
    const days = new Map<string, string>();
    for (const { section, due, state, closed } of view?.sections ?? [])
      if (due !== undefined && state !== 'returned' && closed !== true)
        days.set(groupingKey(section), due.slice(0, 10));
    return (section) => days.get(groupingKey(section)) ?? (summary?.received === true ? summary.due : undefined);
  }, [view, summary]);
}

/** A time of a scale in the person's language and years: `令和8年度 上半期`. Forms that say nothing of it keep their own words. */
export function measureName({ path, label }: Measure, settings: Settings): string {
  const form = formOf(documentOf(session.get().active ?? '')?.items[0] ?? {});
  const key = form.keyOf(path);
  const said = key && saidPart(form, key.field.template, settings.language);
  return said?.replace('{year}', key?.year === undefined ? '' : fiscalYearName(key.year, settings)) ?? label;
}
