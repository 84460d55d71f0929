import type { LabelName } from './form-lane.ts';
import type { BareYear, YearLabel } from './year-label.ts';

/** What a text may be on the form. */
export type LabelHit =
  | { readonly kind: 'label'; readonly name: LabelName }
  | { readonly kind: 'year'; readonly label: YearLabel }
  /** `H25`, `2013`, `25`: a year heading only where others stand beside it, which is settled per sheet; else `otherwise`. */
  | { readonly kind: 'bare-year'; readonly year: BareYear; readonly otherwise: LabelHit | undefined }
  /** 計画 or 実績 under a year that stands above. */
  | { readonly kind: 'half'; readonly column: 'plan' | 'actual' }
  /** A title line such as `重点改革項目Ⅰ 「…」…`, whose label begins the value; `alone` when nothing follows. */
  | { readonly kind: 'own'; readonly name: LabelName; readonly alone: boolean }
  /** `No.10`: label and number in one cell. */
  | { readonly kind: 'number-in-label'; readonly no: string }
  /** `【記入例】`: the sheet shows how to fill the form in. */
  | { readonly kind: 'example' };

export interface FoundLabel {
  readonly cell: number;
  readonly hit: LabelHit;
}
