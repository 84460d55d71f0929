import type { LayoutNote } from '../../../src-shared/paper/page.ts';
import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';
import type { DrawnReport } from './print-window.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';

/** What is drawn for a command. */
export interface DrawOrder {
  readonly title: string;
  /** See `DrawJob.measure`. */
  readonly measure: boolean;
  /** Pictures are drawn grey; texts and lines are in the pages. */
  readonly grey: boolean;
  /** Sides of paper that will come. */
  readonly total: number;
}

/** What drawing tells of itself. */
export interface DrawingReport extends DrawnReport {
  /** Most memory that all processes together have held so far, in MB. */
  readonly peakMemory: number;
  /** Seconds of processor time that all processes have used so far. */
  readonly processorTime: number;
}

export interface CliPrintReport extends DrawingReport {
  readonly items: readonly PrintedItem[];
  /** Paper of each page in millimetres. */
  readonly papers: readonly { readonly width: number; readonly height: number }[];
  readonly notes: readonly LayoutNote[];
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

/** What drawing has made, or why it could not. */
export type Drawn = Result<{ readonly pdf: Uint8Array; readonly report: DrawingReport }, Failure>;

/** Draws sides of paper to PDF as they come: what a command does that runs where Electron is. */
export type DrawSides = (order: DrawOrder, sides: AsyncIterable<readonly SideToDraw[]>) => Promise<Drawn>;
