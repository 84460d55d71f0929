import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
import type { Failure } from '../../../src-shared/failures.ts';
import type { ItemSheet } from '../../../src-shared/item.ts';
import type { TextPolicy } from '../../../src-shared/page/grow.ts';
import type { LayoutNote, PrintedPage } from '../../../src-shared/page/page.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { appUrl, serveApp } from '../../shell/app-protocol.ts';
import { lockDownSession } from '../../shell/lock-down.ts';
import type { OpenedWorkbook } from '../../workbook/types.ts';
import { preparePrint } from '../print-job.ts';
import { drawPdf } from './print-service.ts';
import type { DrawnReport } from './print-window.ts';

export interface CliPrintSettings {
  readonly layout: 'form' | 'meeting';
  readonly policy: TextPolicy;
  readonly booklet: boolean;
  readonly grey: boolean;
  readonly title: string | undefined;
}

export interface CliPrintReport extends DrawnReport {
  readonly items: readonly { readonly no: string; readonly sheet: string; readonly key: string; readonly firstPage: number; readonly pages: number }[];
  readonly notes: readonly LayoutNote[];
}

/** Draws the items of an opened workbook to PDF, in a locked-down session of its own memory. */
export async function printPdf(
  file: string,
  workbook: OpenedWorkbook,
  items: readonly ItemSheet[],
  settings: CliPrintSettings,
): Promise<Result<{ readonly pdf: Uint8Array; readonly report: CliPrintReport }, Failure>> {
  const now = new Date();
  const request = { file: path.basename(file), items, policy: settings.policy, date: now.toLocaleDateString('ja-JP'), time: now.toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' }) };
  const job = preparePrint(workbook.package, request);
  if (!job.ok) return job;
  await app.whenReady();
  const memory = session.fromPartition('print');
  lockDownSession(memory);
  const dist = path.dirname(fileURLToPath(import.meta.url));
  serveApp(memory, path.join(path.basename(dist) === 'chunks' ? path.dirname(dist) : dist, 'renderer'));
  const notes: LayoutNote[] = [];
  const printed: { no: string; sheet: string; key: string; firstPage: number; pages: number }[] = [];
  function* pages(): Generator<readonly PrintedPage[]> {
    if (!job.ok) return;
    for (const sheet of job.value.sheets()) {
      notes.push(...sheet.notes);
      printed.push({ no: sheet.item.no, sheet: sheet.item.sheet, key: sheet.item.key, firstPage: job.value.firstPages.get(sheet.item.key) ?? 1, pages: sheet.pages.length });
      yield sheet.pages;
    }
  }
  try {
    const { pdf, report } = await drawPdf(
      { url: appUrl('print.html'), session: memory },
      { title: settings.title ?? request.file, language: 'ja', settings: { grey: settings.grey }, pages: pages(), total: job.value.pages },
    );
    return ok({ pdf, report: { ...report, items: printed, notes } });
  } catch (error) {
    return err({ kind: 'print-failed', reason: 'window', values: { code: error instanceof Error ? error.message : String(error) } });
  }
}
