import type { MergeRecordRow } from '../../src-shared/domain/exchange.ts';
import { localDay, localMinute } from '../../src-shared/domain/local-time.ts';
import { layoutSheet, numberPages } from '../../src-shared/paper/layout.ts';
import { listPaperSheet } from '../../src-shared/paper/list-paper.ts';
import type { PrintedPage } from '../../src-shared/paper/page.ts';
import { recordPaper } from '../../src-shared/paper/record-paper.ts';

/** The merge record's pages; `file` is the plan's name and `now` an ISO 8601 time. */
export function recordPages(rows: readonly MergeRecordRow[], file: string, now: string): readonly PrintedPage[] {
  const date = localDay(now);
  const sheet = listPaperSheet(recordPaper(rows, [`${file}　${date}現在`]));
  const layout = layoutSheet(sheet, { policy: 'grow' });
  return numberPages(layout, sheet.setup, {
    file,
    date,
    time: localMinute(now).slice(date.length + 1),
    firstPage: 1,
    pages: layout.pages.length,
  });
}
