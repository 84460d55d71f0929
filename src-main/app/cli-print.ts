import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import { err, ok } from '../../src-shared/domain/result.ts';
import { appUrl, serveApp } from './app-protocol.ts';
import { lockDownSession } from './lock-down.ts';
import { drawPdf, type PrintEnvironment } from '../printing/electron/print-service.ts';
import { openPrintWindow } from '../printing/electron/print-window.ts';
import { ProcessUsage } from '../printing/electron/process-usage.ts';
import type { DrawSides } from '../printing/electron/pdf-report.ts';

/** Where pages are drawn: a locked-down session of its own memory. */
async function drawingPlace(): Promise<PrintEnvironment> {
  await app.whenReady();
  const memory = session.fromPartition('print');
  lockDownSession(memory);
  const dist = path.dirname(fileURLToPath(import.meta.url));
  serveApp(memory, path.join(path.basename(dist) === 'chunks' ? path.dirname(dist) : dist, 'renderer'));
  return { url: appUrl('print.html'), session: memory };
}

/** A window that is opened while the command's thread still reads, and the place to draw in. */
export async function warmPrinting(): Promise<PrintEnvironment> {
  const place = await drawingPlace();
  const window = openPrintWindow({ ...place, to: 'pdf' });
  window.then((opened) => opened.warm()).catch(() => undefined);
  return { ...place, ready: [window] };
}

/** Draws what a command's thread lays out, in a place that was made ready for it. */
export const drawSidesIn =
  (place: Promise<PrintEnvironment>): DrawSides =>
  async ({ title, measure, grey, total }, sides) => {
    const usage = new ProcessUsage();
    try {
      const { pdf, report } = await drawPdf(await place, {
        title,
        language: 'ja',
        settings: { grey },
        measure,
        pages: sides,
        total,
        progress: () => usage.look(),
      });
      usage.look();
      const { peakMemory, processorTime } = usage;
      return ok({ pdf, report: { ...report, peakMemory, processorTime } });
    } catch (error) {
      const code = error instanceof Error ? error.message : String(error);
      return err({ kind: 'print-failed', reason: 'window', values: { code } });
    }
  };
