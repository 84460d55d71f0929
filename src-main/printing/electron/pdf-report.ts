import type { Imposition } from '../../../src-shared/paper/impose.ts';
import type { LayoutNote } from '../../../src-shared/paper/page.ts';
import type { DrawnReport } from './print-window.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import type { PrintRequest } from '../print-request.ts';

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

export interface PrintedItem {
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

/** Draws a job over an opened workbook to PDF: what a command does that runs where Electron is. */
export type PrintPdf = (
  workbook: OpenedWorkbook,
  request: PrintRequest,
  settings: CliPrintSettings,
) => Promise<Result<{ readonly pdf: Uint8Array; readonly report: CliPrintReport }, Failure>>;
