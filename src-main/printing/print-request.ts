import type { ItemSheet } from '../../src-shared/domain/item.ts';
import type { Booklet } from '../../src-shared/paper/booklet.ts';
import type { TextPolicy } from '../../src-shared/paper/grow.ts';
import type { Dimension, GlanceItem, GlancePlan } from '../../src-shared/glance/plan.ts';
import type { Band, RateRule } from '../../src-shared/glance/rates.ts';
import type { ListColumnId, ListGroup } from '../../src-shared/paper/item-list.ts';
import type { MeetingBlock } from '../../src-shared/paper/meeting.ts';
import type { OpenConflict } from '../../src-shared/paper/open-papers.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import type { PaperKind } from '../../src-shared/contract/print-order.ts';
import type { WorkbookPackage } from '../engine/types.ts';

/** What a person asks to be printed. The workbook's bytes hold the drafts already (patched in memory). */
export interface PrintRequest {
  readonly file: string;
  /** The file's folder with the separator at its end, for headers that name it (`&Z`). */
  readonly folder?: string | undefined;
  readonly items: readonly ItemSheet[];
  /** All items of the workbook: an item of `earlier` that is none of them is gone. */
  readonly all?: readonly ItemSheet[] | undefined;
  readonly policy: TextPolicy;
  /** For headers: `2013/10/7`, `9:00`. */
  readonly date: string;
  readonly time: string;
  /** For papers of our own: `令和8年10月1日`. */
  readonly today?: string | undefined;
  /** The city's own form (usual), our table in larger type, old and new side by side, or a list about all items. */
  readonly paper?: PaperKind | undefined;
  readonly earlier?: EarlierVersion | undefined;
  /** Only items that differ from `earlier`; page numbers stay those of the booklet that was made of it. */
  readonly onlyChanged?: boolean | undefined;
  /** Cover, contents, dividers, page numbers through all of it, marks on provisional evaluations. */
  readonly booklet?: Booklet | undefined;
  readonly blocks?: readonly MeetingBlock[] | undefined;
  readonly columns?: readonly ListColumnId[] | undefined;
  /** See `PrintOrder`. */
  readonly group?: ListGroup | undefined;
  readonly by?: Dimension | undefined;
  readonly rule?: RateRule | undefined;
  readonly bands?: readonly Band[] | undefined;
  readonly plan?: string | undefined;
  readonly newFirst?: boolean | undefined;
  /** The chosen items of another form, for lists about them; of the first form they are made of `items`. */
  readonly counted?: GlancePlan | undefined;
  /** For the list of missing boxes: the id of its step. */
  readonly step?: string | undefined;
  readonly conflicts?: readonly OpenConflict[] | undefined;
  /** Pages of the form tell where the boxes of fields lie. */
  readonly boxes?: boolean | undefined;
  /** See `GridInput.digitEms`; for comparing papers only. */
  readonly digitEms?: number | undefined;
}

/** What the items are compared with: what differs is marked. */
export interface EarlierVersion {
  readonly items: readonly ItemSheet[];
  /** Its items, where it is of another form. */
  readonly counted?: readonly GlanceItem[];
  /** Its workbook, for the page numbers that its booklet had. */
  readonly package: WorkbookPackage;
  /** What people call it: `第3回推進本部会議（令和8年10月1日）`. */
  readonly name: string;
}

/** One sheet's pages in the order of the job; cover, contents, dividers and lists have no item. */
export interface PrintedSheet {
  readonly item?: ItemSheet;
  readonly firstPage: number;
  readonly pages: readonly PrintedPage[];
  readonly notes: readonly LayoutNote[];
  /** Pages that the form has without grown rows. */
  readonly expected: number;
  /** Cells of fields that paper does not show: their row or column is hidden. */
  readonly hidden: readonly string[];
}

/** A prepared job: how many pages there are, and the pages themselves one sheet at a time. */
export interface PrintJob {
  readonly pages: number;
  /** First page number of each item, by its key. */
  readonly firstPages: ReadonlyMap<string, number>;
  /**
   * Sheet after sheet; of each only packed pages are kept until then, so that 300 items take little more memory than one. With `places` (pages counted
   * through the job, from 1) only sheets that have one of them, and of those only these pages.
   */
  sheets(places?: ReadonlySet<number>): Generator<PrintedSheet>;
}
