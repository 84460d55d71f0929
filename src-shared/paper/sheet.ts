import type { Crop } from './crop.ts';
import type { Partly, Undrawn } from './undrawn.ts';
import type { CellTag, Gradient, Ink } from './page.ts';
import type { FontSpec } from '../text-metrics/measure.ts';

/**
 * A worksheet as paper needs it: plain data, read from the workbook once, serialisable. All lengths are points
 * (1/72 inch) at a scale of 100%; rows and columns count from 1; colours are `#rrggbb`.
 */
export interface SheetGeometry {
  readonly name: string;
  /** Part name, the key of item sheets. */
  readonly part: string;
  readonly hidden: boolean;
  /** Widths of columns 1…n; 0 when hidden. */
  readonly columns: readonly number[];
  /** Heights of rows 1…n; 0 when hidden. */
  readonly rows: readonly number[];
  readonly styles: readonly CellStyle[];
  /** Cells with something to see: text, fill or border. The covered cells of a merged area keep only their borders. */
  readonly cells: readonly SheetCell[];
  readonly drawings: readonly Drawing[];
  readonly setup: PageSetup;
  /** What paper cannot follow: rules of conditional formats by their first cell. */
  readonly unknown?: readonly { readonly cell: string; readonly what: string }[];
  /** What its drawings are drawn without, by their names. */
  readonly partly?: readonly { readonly label: string; readonly what: Partly }[];
  /** Blank between a cell's edge and its text, each side. */
  readonly padding: number;
}

export interface SheetCell {
  readonly row: number;
  readonly column: number;
  /** Last row and column of its merged area. */
  readonly bottom?: number;
  readonly right?: number;
  /** Last of the columns over which its text is centred, where these are more than its own. */
  readonly across?: number;
  /** Index into `styles`. */
  readonly style: number;
  readonly text: readonly TextRunStyle[];
  /** What the cell holds decides the side of text without alignment. */
  readonly kind: 'text' | 'number' | 'centre';
  /** Furigana that the form shows. */
  readonly ruby?: readonly Ruby[];
  /** Of papers of our own: what it is to a reader; `own` that the paper is one. */
  readonly tag?: CellTag;
  readonly own?: true;
  /** The words of a figure that is drawn in it. */
  readonly alt?: string;
  /** Covered by a merged area: only its outer borders count. */
  readonly covered?: boolean;
  /** What conditional formats draw into the cell, below its text. */
  readonly bar?: CellBar;
  readonly icon?: CellIcon;
}

/** A bar in a cell, from and to shares of its width. */
export interface CellBar {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  /** Its colour goes over into white. */
  readonly fades: boolean;
  readonly border?: string;
  /** Where a line stands for zero. */
  readonly axis?: number;
  readonly fromRight?: boolean;
}

/** One of a set of icons (18.18.42 `ST_IconSetType`), counted from the lowest. */
export interface CellIcon {
  readonly set: string;
  readonly index: number;
}

export interface Ruby {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A stretch of a cell's text with its font; `colour` is absent for black. */
export interface TextRunStyle {
  readonly text: string;
  readonly font: FontSpec & { readonly italic?: boolean };
  readonly colour?: string;
  readonly underline?: 'single' | 'double';
  readonly strike?: boolean;
  /** Raised or lowered. */
  readonly script?: 'super' | 'sub';
}

export interface CellStyle {
  readonly font: TextRunStyle;
  readonly fill?: string;
  readonly border: {
    readonly left?: Edge;
    readonly right?: Edge;
    readonly top?: Edge;
    readonly bottom?: Edge;
    readonly up?: Edge;
    readonly down?: Edge;
  };
  readonly horizontal:
    | 'general'
    | 'left'
    | 'center'
    | 'right'
    | 'fill'
    | 'justify'
    | 'centerContinuous'
    | 'distributed';
  readonly vertical: 'top' | 'center' | 'bottom' | 'justify' | 'distributed';
  readonly wrap: boolean;
  readonly shrink: boolean;
  readonly indent: number;
  /** 0…90 turns up, 91…180 turns down by the number less 90, 255 stacks the characters. */
  readonly rotation: number;
}

/** A ruled line; `width` in points. */
export interface Edge {
  readonly width: number;
  readonly line: 'solid' | 'dashed' | 'dotted' | 'double' | 'dashDot';
  readonly colour: string;
}

/** Where a drawing lies: at a cell with offsets, with the size that it has on the form. */
export interface Anchor {
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Drawing =
  /** Drawn already, in points from its own corner: a chart. */
  | { readonly kind: 'ink'; readonly anchor: Anchor; readonly ink: readonly Ink[]; readonly label: string }
  | { readonly kind: 'shape'; readonly anchor: Anchor; readonly shape: Shape }
  | ({
      readonly kind: 'picture';
      readonly anchor: Anchor;
      readonly label: string;
      readonly rotation: number;
      readonly flipH?: boolean;
      readonly flipV?: boolean;
      readonly opacity?: number;
      readonly crop?: Crop;
    } & Picture);

/** The bytes of a picture in base64 and their media type. */
export interface Picture {
  readonly type: string;
  readonly data: string;
  /** Nothing shows through it. */
  readonly opaque?: boolean;
}

export interface Shape {
  /** `prstGeom` (ECMA-376 part 1, 20.1.10.56). */
  readonly preset: string;
  readonly adjust: Readonly<Record<string, number>>;
  /** Paths of a freeform, in place of the preset. */
  readonly paths?: readonly FreePath[];
  readonly fill?: string;
  readonly gradient?: Gradient;
  readonly opacity: number;
  readonly line?: Edge & { readonly head?: string; readonly tail?: string };
  readonly flipH: boolean;
  readonly flipV: boolean;
  /** Degrees clockwise. */
  readonly rotation: number;
  readonly text: readonly ShapeParagraph[];
  readonly vertical: 'top' | 'center' | 'bottom';
  readonly wrap: boolean;
  /** Text runs from top to bottom. */
  readonly stacked: boolean;
  /** Text lies on its side: degrees clockwise. */
  readonly turn?: 90 | 270;
  readonly inset: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly label: string;
  /** Part of a figure whose words stand at its cell. */
  readonly silent?: true;
  /** Stands for something that paper cannot show, or not in its form. */
  readonly missing?: Undrawn;
}

/** One path of a freeform (20.1.9.15), in a frame of its own size. */
export interface FreePath {
  readonly width: number;
  readonly height: number;
  readonly filled: boolean;
  readonly stroked: boolean;
  readonly steps: readonly {
    /** The letter of SVG's path. */
    readonly to: 'M' | 'L' | 'C' | 'Q' | 'A' | 'Z';
    readonly points: readonly (readonly [number, number])[];
    readonly arc?: { readonly rx: number; readonly ry: number; readonly large: boolean; readonly clockwise: boolean };
  }[];
}

export interface ShapeParagraph {
  readonly align: 'left' | 'center' | 'right' | 'justify' | 'distributed';
  readonly runs: readonly TextRunStyle[];
}

export interface PageSetup {
  /** Paper as it lies, orientation included. */
  readonly paper: { readonly width: number; readonly height: number; readonly name: string };
  /** The number of a paper that is not known, for which A4 stands. */
  readonly unknownPaper?: string;
  readonly landscape: boolean;
  readonly margins: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
    readonly header: number;
    readonly footer: number;
  };
  /** Percent of the form, when it is not fitted to pages. */
  readonly scale: number;
  /** Fit to so many pages; 0 is «as many as needed». */
  readonly fit?: { readonly width: number; readonly height: number };
  readonly centreX: boolean;
  readonly centreY: boolean;
  /** Print areas in order; empty: what is used. */
  readonly areas: readonly {
    readonly top: number;
    readonly left: number;
    readonly bottom: number;
    readonly right: number;
  }[];
  readonly titleRows?: { readonly top: number; readonly bottom: number };
  readonly titleColumns?: { readonly left: number; readonly right: number };
  /** The page begins with the row (column) after these. */
  readonly rowBreaks: readonly number[];
  readonly columnBreaks: readonly number[];
  readonly firstPage?: number;
  readonly overThenDown: boolean;
  readonly gridLines: boolean;
  readonly header: HeaderFooter;
  /** Headers and footers get the sheet's scale. */
  readonly headerScales: boolean;
  /** Headers and footers keep a distance of their own from the paper's sides, whatever the margins. */
  readonly headerApart?: true;
  readonly footer: HeaderFooter;
  /** What `&G` stands for in them; a section whose picture is missing or of a kind that paper cannot show has none here. */
  readonly pictures?: readonly HeaderPicture[];
}

/** Raw codes (`&C&P / &N`); `first` and `even` only where the form tells them apart. */
export interface HeaderFooter {
  readonly odd: string;
  readonly even?: string;
  readonly first?: string;
}

export type HeaderSide = 'left' | 'center' | 'right';

/** One section of one header or footer. */
export interface HeaderPlace {
  readonly part: 'header' | 'footer';
  readonly pages: 'odd' | 'even' | 'first';
  readonly side: HeaderSide;
}

export interface HeaderPicture extends HeaderPlace, Picture {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly crop?: Crop;
  /** Below 1 for one that was washed out to lie behind text. */
  readonly opacity?: number;
}
