import { stepAt } from '../../src-shared/checks/timetable.ts';
import { itemList, yearsOf } from '../../src-shared/paper/item-list.ts';
import type { ListPaper } from '../../src-shared/paper/list-paper.ts';
import { conflictPaper, missingPaper, stepOfId } from '../../src-shared/paper/open-papers.ts';
import { tallyPaper } from '../../src-shared/paper/tally.ts';
import type { ListPaperKind } from '../../src-shared/contract/print-order.ts';
import type { PrintRequest } from './print-request.ts';

/** The list that a request asks for, as data: the printed page and the workbook are made of it. */
export function listOf(kind: ListPaperKind, request: PrintRequest): ListPaper {
  const { items, earlier, file } = request;
  const day = `${file.replace(/\.xls[xm]$/iu, '')}　${request.today ?? request.date}現在`;
  const compared = earlier === undefined ? [] : [`「${earlier.name}」からの変化を「今←前」で示します。`];
  switch (kind) {
    case 'list':
      return itemList(items, [day, ...compared], request.columns, earlier?.items);
    case 'tally':
      return tallyPaper(items, [day, ...compared], earlier?.items);
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
