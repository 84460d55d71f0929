import type { Section } from '../domain/item.ts';
import type { FieldKind, FieldRole } from '../form/description.ts';

/** A box as counts and charts see it. Boxes of running text are left out: nothing is counted in them. */
export interface GlanceField {
  readonly path: string;
  readonly kind: FieldKind;
  readonly role?: FieldRole;
  readonly stage?: string;
  /** Western fiscal year. */
  readonly year?: number;
  /** What the form calls it, in one line. */
  readonly label: string;
  /** The same over a narrow column, with its line ends. */
  readonly heading?: string;
  /** The whole text; without the fixed words of its own cell where it has such. */
  readonly text: string;
  /** The number that the box says; a percentage as a fraction. */
  readonly value?: number;
  readonly unit?: string;
  /** In the order of the form. */
  readonly choices?: readonly string[];
  /** Of marks: the words that are marked. */
  readonly chosen?: readonly string[];
  /** The box is not to be filled in for this item. */
  readonly notApplying?: true;
}

/** One item of any form, by the roles that the form's description gives its boxes. */
export interface GlanceItem {
  readonly key: string;
  /** See `ItemSheet.itemId`. */
  readonly itemId?: string;
  readonly sheet: string;
  readonly no: string;
  readonly title: string;
  /** The levels above the item, outermost first: pillar, major item, … */
  readonly groups: readonly string[];
  readonly sections: readonly Section[];
  /** In the order of the form. */
  readonly fields: readonly GlanceField[];
}

/** What the form calls what every item has. */
export interface GlanceWords {
  readonly no: string;
  readonly title: string;
  readonly group: string;
  /** The section that answers. */
  readonly section: string;
  readonly sections: string;
}

/** A plan's items for counting, whatever its form. */
export interface GlancePlan {
  readonly words: GlanceWords;
  /** The levels above the items, outermost first. */
  readonly levels: readonly { readonly id: string; readonly heading: string }[];
  readonly years: readonly number[];
  readonly items: readonly GlanceItem[];
}

/** The section that answers for an item: the marked one, else the first; `''` without any. */
export const leadName = ({ sections }: Pick<GlanceItem, 'sections'>): string =>
  ((sections.find(({ lead }) => lead) ?? sections[0])?.name ?? '').trim();

/** `No.3`, or the sheet's name where the item has no number. */
export const numberName = ({ no, sheet }: Pick<GlanceItem, 'no' | 'sheet'>): string =>
  no.trim() === '' ? sheet : `No.${no.trim()}`;

/** What items are counted by: the outermost level above them, or the section that answers. */
export const dimensions = ['group', 'section'] as const;
export type Dimension = (typeof dimensions)[number];

export const groupName = (item: GlanceItem, by: Dimension): string =>
  by === 'group' ? (item.groups[0] ?? '') : leadName(item);
