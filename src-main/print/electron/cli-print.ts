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
  readonly layout: 'form' | 'meeting' | 'comparison';
  /** Items of an earlier version, to mark what differs. */
  readonly earlier: readonly ItemSheet[] | undefined;
  readonly onlyChanged: boolean;
  readonly policy: TextPolicy;
  readonly booklet: boolean;
  readonly grey: boolean;
  readonly title: string | undefined;
  readonly digitEms: number | undefined;
}

export interface CliPrintReport extends DrawnReport {
  readonly items: readonly PrintedItem[];
  /** Paper of each page in millimetres. */
  readonly papers: readonly { readonly width: number; readonly height: number }[];
  readonly notes: readonly LayoutNote[];
  /** Most memory that all processes together have held so far, in MB. */
  readonly peakMemory: number;
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

/** Draws the items of an opened workbook to PDF, in a locked-down session of its own memory. */
export async function printPdf(
  file: string,
  workbook: OpenedWorkbook,
  items: readonly ItemSheet[],
  settings: CliPrintSettings,
): Promise<Result<{ readonly pdf: Uint8Array; readonly report: CliPrintReport }, Failure>> {
  const now = new Date();
  const booklet = settings.booklet ? { booklet: { title: settings.title ?? path.basename(file, path.extname(file)), date: now.toLocaleDateString('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'long', day: 'numeric' }) } } : {};
  const versions = settings.earlier === undefined ? {} : { earlier: settings.earlier, onlyChanged: settings.onlyChanged };
  const request = { layout: settings.layout, ...booklet, ...versions,  file: path.basename(file), items, policy: settings.policy, date: now.toLocaleDateString('ja-JP'), time: now.toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' }), ...(settings.digitEms === undefined ? {} : { digitEms: settings.digitEms }) };
  const job = preparePrint(workbook.package, request);
  if (!job.ok) return job;
  await app.whenReady();
  const memory = session.fromPartition('print');
  lockDownSession(memory);
  const dist = path.dirname(fileURLToPath(import.meta.url));
  serveApp(memory, path.join(path.basename(dist) === 'chunks' ? path.dirname(dist) : dist, 'renderer'));
  const notes: LayoutNote[] = [];
  const printed: PrintedItem[] = [];
  const papers: { width: number; height: number }[] = [];
  const millimetres = (points: number): number => Math.round((points * 254) / 72) / 10;
  function* pages(): Generator<readonly PrintedPage[]> {
    if (!job.ok) return;
    for (const sheet of job.value.sheets()) {
      notes.push(...sheet.notes);
      if (sheet.item !== undefined) {
        const { no, sheet: name, key } = sheet.item;
        printed.push({ no, sheet: name, key, firstPage: sheet.firstPage, pages: sheet.pages.length, expected: sheet.expected, hidden: sheet.hidden });
      }
      papers.push(...sheet.pages.map((page) => ({ width: millimetres(page.width), height: millimetres(page.height) })));
      yield sheet.pages;
    }
  }
  try {
    const { pdf, report } = await drawPdf(
      { url: appUrl('print.html'), session: memory },
      { title: settings.title ?? request.file, language: 'ja', settings: { grey: settings.grey }, pages: pages(), total: job.value.pages },
    );
    return ok({ pdf, report: { ...report, items: printed, papers, notes, peakMemory: peakMemory() } });
  } catch (error) {
    return err({ kind: 'print-failed', reason: 'window', values: { code: error instanceof Error ? error.message : String(error) } });
  }
}

/** The sum of the processes' own peaks, an upper bound of what they held together. */
const peakMemory = (): number => Math.round(app.getAppMetrics().reduce((sum, { memory }) => sum + memory.peakWorkingSetSize, 0) / 1024);
