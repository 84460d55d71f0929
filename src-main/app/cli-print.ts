import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import { err, ok } from '../../src-shared/domain/result.ts';
import { appUrl, serveApp } from './app-protocol.ts';
import { lockDownSession } from './lock-down.ts';
import { drawPdf } from '../printing/electron/print-service.ts';
import { ProcessUsage } from '../printing/electron/process-usage.ts';
import type { DrawSides } from '../printing/electron/pdf-report.ts';

/** Draws what a command's thread lays out, in a locked-down session of its own memory. */
export const drawSides: DrawSides = async ({ title, measure, grey, total }, sides) => {
  await app.whenReady();
  const memory = session.fromPartition('print');
  lockDownSession(memory);
  const dist = path.dirname(fileURLToPath(import.meta.url));
  serveApp(memory, path.join(path.basename(dist) === 'chunks' ? path.dirname(dist) : dist, 'renderer'));
  const usage = new ProcessUsage();
  try {
    const { pdf, report } = await drawPdf(
      { url: appUrl('print.html'), session: memory },
      { title, language: 'ja', settings: { grey }, measure, pages: sides, total, progress: () => usage.look() },
    );
    usage.look();
    const { peakMemory, processorTime } = usage;
    return ok({ pdf, report: { ...report, peakMemory, processorTime } });
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    return err({ kind: 'print-failed', reason: 'window', values: { code } });
  }
};
