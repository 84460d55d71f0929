import type { FieldPath } from '../domain/fields.ts';
import type { Crop } from './crop.ts';
import type { Partly, Undrawn } from './undrawn.ts';

/**
 * A printed page: plain data that preview, printer and PDF draw alike. Lengths are points on paper, the scale already
 * applied; the origin is the paper's upper left corner.
 */
export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  /** The sheet's name and part; papers that are no sheet of the workbook have no part. */
  readonly sheet: string;
  readonly part?: string;
  /** Heading for bookmarks; only a sheet's first page has one. */
  readonly heading?: string;
  /** Level of the heading, 1 for sections of a booklet, 2 for items. */
  readonly level?: 1 | 2;
  /** Percent of the form. */
  readonly scale: number;
  /** Words across the page: 未確定. */
  readonly watermark?: string;
  /** Where cells and drawings may be drawn. */
  readonly body: Rect;
  /**
   * What the page shows in the order in which it is drawn: what comes later lies over what came before, in preview, on the
   * printer and in PDF alike. Texts that are covered are not in it.
   */
  readonly ink: readonly Ink[];
  /** Where the boxes of fields lie, when the order asks for them; a box that goes on to another page lies on both. */
  readonly boxes?: readonly FieldBox[];
  /** Framed cells without text: a reader of the PDF hears that they are blank. */
  readonly blanks?: readonly BlankCell[];
}

/** A cell's place in its sheet, rows and columns from 1, both ends belong to it. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
  readonly bottom: number;
  readonly right: number;
  /** A line runs along one of its sides. */
  readonly framed: boolean;
  /** What it is to a reader, on papers of our own. */
  readonly tag?: CellTag;
  /** On papers of our own: without a tag it is no head. */
  readonly own?: true;
  /** The box of a field: what it holds is no head. */
  readonly value?: true;
  /** The block of the form that the field belongs to. */
  readonly block?: string;
}

/** What a cell of our own papers is to who hears the page: a heading, or the head of a column or row. */
export type CellTag = 'h1' | 'h2' | 'column' | 'row';

export interface BlankCell {
  readonly grid: GridPlace;
  readonly box: Rect;
  /** The words of a figure that is drawn in it. */
  readonly alt?: string;
}

/** The part of a field's box that a page shows, blank or not. */
export interface FieldBox extends Rect {
  readonly path: FieldPath;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Ink = Graphic | TextBlock;

/** `[a, b, c, d, e, f]` takes (x, y) to (ax + cy + e, bx + dy + f), as SVG's `matrix` does. */
export type Matrix = readonly [number, number, number, number, number, number];

export type Graphic =
  | ({ readonly kind: 'fill'; readonly colour: string } & Rect)
  | {
      readonly kind: 'rule';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
      readonly line: LineKind;
      readonly colour: string;
      /** Belongs to what begins at it: not drawn where a page ends. */ readonly leading?: boolean;
    }
  | {
      readonly kind: 'path';
      readonly d: string;
      readonly fill?: string;
      /** Goes before `fill`, which is then its first colour. */
      readonly gradient?: Gradient;
      readonly opacity: number;
      readonly stroke?: string;
      readonly width: number;
      readonly line: LineKind;
      /** From the outline's own frame to the page. */
      readonly place?: Matrix;
      /** What of it is seen, on the page; all when missing. */
      readonly clip?: Rect;
      readonly label: string;
    }
  | ({
      readonly kind: 'picture';
      readonly source: string;
      readonly label: string;
      readonly rotation: number;
      readonly flipH?: boolean;
      readonly flipV?: boolean;
      readonly opacity?: number;
      /** What of the source is not shown. */
      readonly crop?: Crop;
      /** What of its frame is seen, on the page; all when missing. */
      readonly clip?: Rect;
      /** Nothing shows through it. */
      readonly opaque?: boolean;
      /** What of it lies under something opaque: outlines in shares of its own width and height, unturned. Nothing of that is to be in a file. */
      readonly hidden?: readonly Outlines[];
    } & Rect)
  | ({ readonly kind: 'mark'; readonly mark: 'cut' | 'changed' } & Rect);

/** Closed lines of points that are filled together, by the non-zero rule. */
export type Outlines = readonly (readonly (readonly [x: number, y: number])[])[];

/** Colours that go over into each other. */
export interface Gradient {
  /** Degrees clockwise from «left to right»; absent for one that goes out from the middle. */
  readonly angle?: number;
  readonly stops: readonly { readonly at: number; readonly colour: string; readonly opacity: number }[];
}

export type LineKind = 'solid' | 'dashed' | 'dotted' | 'double' | 'dashDot';

/** The text of one box. `box` holds the text before `rotation` turns it about the box's centre. */
export interface TextBlock {
  readonly kind: 'text';
  readonly box: Rect;
  /** Where the text may be drawn: the cell, and empty neighbours that it runs over. Absent: anywhere on the page. */
  readonly within?: Rect;
  /** `D7` for a cell's text. */
  readonly cell?: string;
  readonly role: 'cell' | 'shape' | 'header' | 'paper';
  /** Of a cell's text. */
  readonly grid?: GridPlace;
  /** Part of a figure whose words stand elsewhere. */
  readonly silent?: true;
  /** Degrees clockwise. */
  readonly rotation?: number;
  readonly lines: readonly PlacedText[];
}

/** A page's texts, and all else on it, each in its order. */
export const textsOf = (page: Pick<PrintedPage, 'ink'> | undefined): readonly TextBlock[] =>
  page?.ink.filter((one) => one.kind === 'text') ?? [];
export const graphicsOf = (page: Pick<PrintedPage, 'ink'> | undefined): readonly Graphic[] =>
  page?.ink.filter((one) => one.kind !== 'text') ?? [];

/** A stretch of text on one line in one font, to be fitted to `width`. `y` is the base line. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** Furigana, or raised or lowered: smaller than its words by nature. */
  readonly minor?: true;
  /** The character lies on its side about its middle, as brackets and ー do in vertical text. */
  readonly onSide?: boolean;
}

/** What a person should know about how a sheet was fitted on paper. */
export type LayoutNote =
  | {
      readonly kind: 'grew';
      readonly sheet: string;
      readonly rows: readonly { readonly row: number; readonly from: number; readonly to: number }[];
    }
  | { readonly kind: 'second-page'; readonly sheet: string; readonly pages: number; readonly expected: number }
  | { readonly kind: 'smaller'; readonly sheet: string; readonly percent: number; readonly form: number }
  | { readonly kind: 'condensed'; readonly sheet: string; readonly cell: string; readonly percent: number }
  | { readonly kind: 'cut'; readonly sheet: string; readonly cell: string }
  /** Words of under seven points; `size` that of the smallest, in points on the side of paper. */
  | { readonly kind: 'small'; readonly sheet: string; readonly size: number }
  /** A rule of conditional formats that paper does not follow; `what` is the function or kind that is not known. */
  | { readonly kind: 'rule'; readonly sheet: string; readonly cell: string; readonly what: string }
  /** Something that paper shows without a part of it, or as another thing than it asks for; `label` is its name. */
  | { readonly kind: 'partly'; readonly sheet: string; readonly label: string; readonly what: Partly }
  /** Something that paper cannot show; `label` is its name, `what` tells what it is unless it is a picture. */
  | {
      readonly kind: 'picture';
      readonly sheet: string;
      readonly label: string;
      readonly what?: Exclude<Undrawn, 'picture'>;
    };

/** A text that lies outside the room that the layout gave it, as measured on the drawn page. */
export interface TextOutside {
  readonly page: number;
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  /** Points beyond the edge. */
  readonly by: number;
}
