import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { PreviewPages } from '../../src-shared/contract/laid-out-pages.ts';
import type { TextPolicy } from '../../src-shared/paper/grow.ts';
import type { ListPaper } from '../../src-shared/paper/list-paper.ts';
import type { OpenConflict } from '../../src-shared/paper/open-papers.ts';
import type { SideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import type { NextPlan, PlanForm, PlanPreview, PublishedView } from '../../src-shared/contract/plan-making.ts';
import type { PrintOrder } from '../../src-shared/contract/print-order.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import type { FieldEdit } from '../engine/types.ts';
import type { Emit, ExchangePartRequests, ExchangeRequests } from '../exchange/core/exchange-jobs.ts';
import type { TeachPartRequests, TeachRequests } from './teach-requests.ts';
import type { WithWorkbook, WorkbookRequests } from '../engine/jobs/requests.ts';

/** What the worker is asked to do: name, arguments and answer of every request in one place. */
export interface WorkerRequests extends WorkbookRequests, ExchangeRequests, TeachRequests {
  /** Sides of a printed job, the drafts in them; `from` counts from 1. Without a range all of them. */
  readonly pages: {
    readonly args: PagesRequest & WithWorkbook & { readonly from?: number; readonly count?: number };
    readonly answer: Result<PreviewPages, Failure>;
  };
  /** A list about items as data, for a workbook of its own. */
  readonly listPaper: { readonly args: PagesRequest & WithWorkbook; readonly answer: Result<ListPaper, Failure> };
}

/** An order with what main knows for it: the workbook's texts come beside. */
export interface PagesRequest extends Partial<Omit<PrintOrder, 'document' | 'items'>> {
  /** For headers and the PDF's title: the file's name. */
  readonly file: string;
  /** See `PrintRequest.folder`. */
  readonly folder?: string;
  /** `ItemSheet.key`s in the order of printing. */
  readonly items: readonly string[];
  readonly policy: TextPolicy;
  /** As headers print them: `2013/10/7`, `9:00`; as papers of our own do: `令和8年10月1日`. */
  readonly date: string;
  readonly time: string;
  readonly today?: string;
  /** The fixed version that the order compares with. */
  readonly version?: { readonly bytes: Uint8Array; readonly name: string };
  readonly conflicts?: readonly OpenConflict[];
}

/** Work that answers in parts, each when the one before has been dealt with (perform-print.ts, perform-sendings.ts). */
export interface PartRequests extends ExchangePartRequests, TeachPartRequests {
  /** The sides of a whole job; the first part says how many there are. */
  readonly sides: {
    readonly args: PagesRequest & WithWorkbook;
    readonly part: { readonly total: number } | { readonly sides: readonly SideToDraw[] };
    readonly answer: Result<{ readonly sides: number }, Failure>;
  };
}
export type { Emit };
export type PartWork = <N extends keyof PartRequests>(
  name: N,
  args: PartRequests[N]['args'],
  emit: Emit<PartRequests[N]['part']>,
  signal: AbortSignal,
) => Promise<PartRequests[N]['answer']>;

/** Work that makes workbooks; ExcelJS answers later, so these have performers of their own (perform-plan.ts). */
export interface PlanRequests {
  readonly previewPlan: {
    readonly args: { readonly settings: PlanForm; readonly print: Pick<PagesRequest, 'file' | 'date' | 'time'> };
    readonly answer: Result<PlanPreview, Failure>;
  };
  readonly newPlan: { readonly args: { readonly settings: PlanForm }; readonly answer: Result<Uint8Array, Failure> };
  readonly nextPlan: {
    readonly args: { readonly bytes: Uint8Array; readonly edits: readonly FieldEdit[]; readonly choice: NextPlan };
    readonly answer: Result<Uint8Array, Failure>;
  };
  readonly publish: {
    readonly args: {
      readonly bytes: Uint8Array;
      readonly edits: readonly FieldEdit[];
      readonly grow: boolean;
      /** Names and paths that a person lets stay. */
      readonly keep: readonly string[];
    };
    readonly answer: Result<
      Omit<PublishedView, 'name' | 'output'> & {
        readonly bytes: Uint8Array;
        /** Names of persons and paths that the pages show. */
        readonly shown: readonly Warning[];
      },
      Failure
    >;
  };
}

/** Everything that runs in a thread of its own. */
export interface ThreadRequests extends WorkerRequests, PlanRequests, PartRequests {}
export interface ThreadJob<N extends keyof ThreadRequests = keyof ThreadRequests> {
  readonly name: N;
  readonly args: ThreadRequests[N]['args'];
}
export type PlanWork = <N extends keyof PlanRequests>(
  name: N,
  args: PlanRequests[N]['args'],
) => Promise<PlanRequests[N]['answer']>;

export type WorkerRequestName = keyof WorkerRequests;

/** Runs one job; how (in a thread, in place) is the caller's. */
export type Work = <N extends WorkerRequestName>(
  name: N,
  args: WorkerRequests[N]['args'],
) => Promise<WorkerRequests[N]['answer']>;
