import type { Traits } from '../../../../src-shared/form/description.ts';
import type { Spot } from './grid.ts';

/** The box of a field, found. */
export interface Placed {
  readonly path: string;
  readonly spot: Spot;
  readonly traits: Traits;
  /** As on the sheet: the nearest row label (of lists and whole columns the heading), and the headings, outer first. */
  readonly label: string;
  readonly headings: readonly string[];
  /** What the description calls a field of its own, where that is not its label. */
  readonly shown?: string | undefined;
  readonly year: number | undefined;
  readonly block: string;
}

/** A label that was not found as it is written. */
export interface Alike {
  readonly spot: Spot;
  readonly text: string;
  readonly label: string;
}

export interface PlacedSheet {
  readonly fields: readonly Placed[];
  readonly alike: readonly Alike[];
  /** Labels of fields that were looked for in vain. */
  readonly missing: readonly string[];
  /** Boxes that two fields claim. */
  readonly twice: readonly { readonly spot: Spot; readonly paths: readonly string[] }[];
  readonly year: number | undefined;
}
