import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { imposed, placesOnPaper, sidesOf, type Imposition } from '../../src-shared/paper/impose.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { appUrl, serveApp } from './app-protocol.ts';
import { lockDownSession } from './lock-down.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { preparePrint } from '../printing/print-job.ts';
import type { PrintedSheet, PrintRequest } from '../printing/print-request.ts';
import { drawPdf } from '../printing/electron/print-service.ts';
import type { DrawnReport } from '../printing/electron/print-window.ts';
import { ProcessUsage } from '../printing/electron/process-usage.ts';

/** How the pages go on paper, and the PDF's title. */
export interface CliPrintSettings extends Imposition {
  readonly title: string;
  /** See `DrawJob.measure`. */
  readonly measure: boolean;
}

export interface CliPrintReport extends DrawnReport {
  readonly items: readonly PrintedItem[];
  /** Paper of each page in millimetres. */
  readonly papers: readonly { readonly width: number; readonly height: number }[];
  readonly notes: readonly LayoutNote[];
  /** Most memory that all processes together have held so far, in MB. */
  readonly peakMemory: number;
  /** Seconds of processor time that all processes have used so far. */
  readonly processorTime: number;
}

interface PrintedItem {
  readonly no: string;
  readonly sheet: string;
  readonly key: string;
  readonly firstPage: number;
  readonly pages: number;
  /** Pages that the form has without grown rows. */
  readonly expected: number;
  /** Cells of fields in hidden rows or columns. */
  readonly hidden: readonly string[];
}

/** Draws a job over an opened workbook to PDF, in a locked-down session of its own memory. */
export async function printPdf(
  workbook: OpenedWorkbook,
  request: PrintRequest,
  settings: CliPrintSettings,
): Promise<Result<{ readonly pdf: Uint8Array; readonly report: CliPrintReport }, Failure>> {
  const job = preparePrint(workbook.package, request);
  if (!job.ok) return job;
  const places = placesOnPaper(job.value.pages, settings);
  await app.whenReady();
  const memory = session.fromPartition('print');
  lockDownSession(memory);
  const dist = path.dirname(fileURLToPath(import.meta.url));
  serveApp(memory, path.join(path.basename(dist) === 'chunks' ? path.dirname(dist) : dist, 'renderer'));
  const usage = new ProcessUsage();
  const notes: LayoutNote[] = [];
  const printed: PrintedItem[] = [];
  const papers: { width: number; height: number }[] = [];
  const millimetres = (points: number): number => Math.round((points * 254) / 72) / 10;
  function* laidOut(sheets: Iterable<PrintedSheet>): Generator<PrintedPage> {
    for (const sheet of sheets) {
      notes.push(...sheet.notes);
      if (sheet.item !== undefined) {
        const { no, sheet: name, key } = sheet.item;
        printed.push({
          no,
          sheet: name,
          key,
          firstPage: sheet.firstPage,
          pages: sheet.pages.length,
          expected: sheet.expected,
          hidden: sheet.hidden,
        });
      }
      yield* sheet.pages;
    }
  }
  function* sides(): Generator<readonly PrintedPage[]> {
    for (const page of imposed(laidOut(job.ok ? job.value.sheets(new Set(places)) : []), settings)) {
      papers.push({ width: millimetres(page.width), height: millimetres(page.height) });
      yield [page];
    }
  }
  try {
    const { pdf, report } = await drawPdf(
      { url: appUrl('print.html'), session: memory },
      {
        title: settings.title,
        language: 'ja',
        settings: { grey: settings.grey === true },
        measure: settings.measure,
        pages: sides(),
        total: sidesOf(places.length, settings),
        progress: () => usage.look(),
      },
    );
    usage.look();
    const { peakMemory, processorTime } = usage;
    return ok({ pdf, report: { ...report, items: printed, papers, notes, peakMemory, processorTime } });
  } catch (error) {
    return err({
      kind: 'print-failed',
      reason: 'window',
      values: { code: error instanceof Error ? error.message : String(error) },
    });
  }
}
