import { append } from '../../src-shared/domain/large-lists.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { imposed, placesOnPaper, sidesOf, type Imposition } from '../../src-shared/paper/impose.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import { sideToDraw, type SideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import { watchedForSmallType } from '../../src-shared/paper/small-type.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import type { CliPrintReport, DrawSides, PrintedItem } from '../printing/electron/pdf-report.ts';
import { preparePrint } from '../printing/print-job.ts';
import type { PrintedSheet, PrintRequest } from '../printing/print-request.ts';

/** How the pages go on paper, and the PDF's title. */
export interface PdfSettings extends Imposition {
  readonly title: string;
  readonly measure: boolean;
}

/** Sides that are laid out before they are handed on. */
const chunk = 12;

/** Lays out a job over an opened workbook, part by part, and has it drawn; fails as `preparePrint` and drawing do. */
export async function layOutAndDraw(
  workbook: OpenedWorkbook,
  request: PrintRequest,
  settings: PdfSettings,
  draw: DrawSides,
): Promise<Result<{ readonly pdf: Uint8Array; readonly report: CliPrintReport }, Failure>> {
  const job = preparePrint(workbook.package, request);
  if (!job.ok) return job;
  const places = placesOnPaper(job.value.pages, settings);
  const notes: LayoutNote[] = [];
  const items: PrintedItem[] = [];
  const papers: { width: number; height: number }[] = [];
  const millimetres = (points: number): number => Math.round((points * 254) / 72) / 10;
  function* laidOut(sheets: Iterable<PrintedSheet>): Generator<PrintedPage> {
    for (const { item, firstPage, pages, expected, hidden, notes: own } of sheets) {
      append(notes, own);
      if (item !== undefined)
        items.push({ no: item.no, sheet: item.sheet, key: item.key, firstPage, pages: pages.length, expected, hidden });
      yield* pages;
    }
  }
  const sheets = job.value.sheets(new Set(places));
  async function* sides(): AsyncGenerator<readonly SideToDraw[]> {
    let waiting: SideToDraw[] = [];
    for (const page of imposed(watchedForSmallType(laidOut(sheets), settings, notes), settings)) {
      papers.push({ width: millimetres(page.width), height: millimetres(page.height) });
      if (waiting.push(sideToDraw(page)) < chunk) continue;
      yield waiting;
      waiting = [];
    }
    if (waiting.length > 0) yield waiting;
  }
  const { title, measure, grey = false } = settings;
  const drawn = await draw({ title, measure, grey, total: sidesOf(places.length, settings) }, sides());
  if (!drawn.ok) return drawn;
  const { pdf, report } = drawn.value;
  return ok({ pdf, report: { ...report, items, papers, notes } });
}
