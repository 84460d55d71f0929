import { stepAt } from '../../src-shared/checks/timetable.ts';
import { shortLabels } from '../../src-shared/form/field-label.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { glancePlan, glanceItem } from '../../src-shared/glance/items.ts';
import type { GlanceItem } from '../../src-shared/glance/plan.ts';
import { changedPaths, earlierOf } from '../../src-shared/paper/comparison.ts';
import { indicatorPaper } from '../../src-shared/paper/indicator-list.ts';
import { itemList, yearsOf } from '../../src-shared/paper/item-list.ts';
import type { ListPaper } from '../../src-shared/paper/list-paper.ts';
import { conflictPaper, missingPaper, stepOfId } from '../../src-shared/paper/open-papers.ts';
import { tallyPaper } from '../../src-shared/paper/tally.ts';
import type { ListPaperKind } from '../../src-shared/contract/print-order.ts';
import type { PrintRequest } from './print-request.ts';

/** The list that a request asks for, as data: the printed page and the workbook are made of it. */
export function listOf(kind: ListPaperKind, request: PrintRequest): ListPaper {
  const paper = withoutPlan(kind, request);
  return request.plan === undefined ? paper : { ...paper, plan: request.plan };
}

function withoutPlan(kind: ListPaperKind, request: PrintRequest): ListPaper {
  const { items, earlier, file, group, rule, bands } = request;
  const day = `${file.replace(/\.xls[xm]$/iu, '')}　${request.today ?? request.date}現在`;
  const notes = earlier === undefined ? [day] : [day, `「${earlier.name}」からの変化を「今←前」で示します。`];
  const plan = request.counted ?? glancePlan(items);
  const before = earlier?.counted ?? earlier?.items.map((item) => glanceItem(item));
  switch (kind) {
    case 'list':
      return itemList(plan, notes, {
        columns: request.columns,
        group,
        earlier: before,
        changes:
          earlier === undefined || request.counted !== undefined ? undefined : changesSince(items, earlier.items),
      });
    case 'tally':
      return tallyPaper(plan, notes, { by: request.by, earlier: before });
    case 'indicators':
      return indicatorPaper(plan, [day], { rule, bands, group });
    case 'conflicts':
      return conflictPaper(items, request.conflicts ?? [], [day]);
    case 'missing':
      return missingPaper(
        items,
        (request.step === undefined ? undefined : stepOfId(items, request.step)) ?? stepAt(yearsOf(items), new Date()),
        [day],
      );
  }
}

/** The names of the boxes that differ from the earlier version; 新規 for an item that it had not. */
function changesSince(items: readonly ItemSheet[], earlier: readonly ItemSheet[]): (item: GlanceItem) => string {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return ({ key }) => {
    const item = byKey.get(key);
    const before = item === undefined ? undefined : earlierOf(item, earlier);
    return item === undefined || before === undefined
      ? '新規'
      : shortLabels(changedPaths(item, before), item).join('、');
  };
}
