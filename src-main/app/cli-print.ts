import { append } from '../../src-shared/domain/large-lists.ts';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import { imposed, placesOnPaper, sidesOf } from '../../src-shared/paper/impose.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import { err, ok } from '../../src-shared/domain/result.ts';
import { withinTime } from '../cli/within-time.ts';
import { appUrl, serveApp } from './app-protocol.ts';
import { lockDownSession } from './lock-down.ts';
import { preparePrint } from '../printing/print-job.ts';
import type { PrintedSheet } from '../printing/print-request.ts';
import { drawPdf } from '../printing/electron/print-service.ts';
import { ProcessUsage } from '../printing/electron/process-usage.ts';
import type { PrintedItem, PrintPdf } from '../printing/electron/pdf-report.ts';

/** An item to lay out takes about as much time as so many bytes that are read. */
const eachItem = 128 * 1024;

/** Draws a job over an opened workbook to PDF, in a locked-down session of its own memory. */
export const printPdf: PrintPdf = async (workbook, request, settings) => {
  const size = workbook.package.bytes.length + request.items.length * eachItem;
  const job = withinTime(size, () => preparePrint(workbook.package, request));
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
      append(notes, sheet.notes);
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
};
