import type { Doubt } from '../failures/doubt-sentences.ts';
import type { FormDescription, Traits } from '../form/description.ts';
import type { PrintedPage } from '../paper/page.ts';

/** A form that a person teaches: its description as it is now, and the samples that it is held against. */
export interface Teaching {
  readonly id: string;
  readonly form: FormDescription;
  /** What is still to be looked at. */
  readonly doubts: readonly Doubt[];
  /** Sample workbooks by name; one that is not there any more has no sheets. */
  readonly files: readonly { readonly name: string; readonly sheets: readonly string[] }[];
}

/** A teaching that was begun and not finished. */
export interface KeptTeaching {
  readonly id: string;
  readonly name: string;
  readonly files: readonly string[];
  /** ISO 8601. */
  readonly at: string;
}

/** A cell of a sample's sheet as a person points at it. */
export interface TaughtCell {
  readonly cell: string;
  readonly area: string;
  readonly text: string;
  readonly what: 'box' | 'label' | 'empty';
  readonly path?: string;
  /** Headings and label, in one line. */
  readonly name?: string;
  readonly traits?: Traits;
}

/** One sheet of a sample, read by the description. */
export interface TaughtSheet {
  readonly sheet: string;
  /** What the sheet is to the form. */
  readonly role: string;
  readonly edition?: string;
  /** In reading order. */
  readonly cells: readonly TaughtCell[];
  /** Its paper; `boxes` of a page are named by cell. */
  readonly pages: readonly PrintedPage[];
  readonly warnings: readonly string[];
}

/** How the samples read by the description. */
export interface Proof {
  readonly items: readonly {
    readonly file: string;
    readonly sheet: string;
    readonly no: string;
    readonly title: string;
    /** Paths of the boxes that were found, and of those that hold something. */
    readonly found: readonly string[];
    readonly filled: readonly string[];
  }[];
  /** Every box of the items: its name by path, in the order of the form, and where it was met first. */
  readonly fields: readonly {
    readonly path: string;
    readonly name: string;
    readonly kind: string;
    readonly at: { readonly file: string; readonly sheet: string; readonly cell: string };
  }[];
  readonly findings: readonly {
    readonly file: string;
    readonly sheet: string;
    readonly item: string;
    readonly kind: string;
    readonly cells: readonly string[];
    readonly text: string;
  }[];
  readonly disturbed: { readonly tried: number; readonly same: number; readonly asked: number; readonly wrong: number };
  readonly examples: readonly string[];
}

/** A registered form as the list shows it. */
export interface FormEntry {
  readonly id: string;
  readonly name: string;
  /** In the order of the description. */
  readonly editions: readonly string[];
  readonly fields: number;
  /** Plan folders that go by it. */
  readonly usedIn: readonly string[];
  /** Names of the files that it was made of or came in. */
  readonly from: readonly string[];
  /** Why it cannot be used. */
  readonly broken?: string;
}
