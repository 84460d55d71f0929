/**
 * The form as data: everything that the program knows of a city's sheet, as one inert JSON document. It names boxes by
 * the labels around them; addresses (`at`) are hints that choose between equals and never find anything by themselves.
 * Words are compared folded (`foldLabel`); the only patterns are the named ones of `PATTERNS`. `docs/form-description.md`
 * explains each part with examples.
 */

/** The version of this format. A reader refuses a higher one: it would leave out what it does not know. */
export const FORMAT_VERSION = 1;

/** Patterns that a label may hold beside its words: a year however written, 上半期/下半期, digits, a date, a number, a letter such as A. */
export const PATTERNS = ['{year}', '{half}', '{code}', '{date}', '{number}'] as const;

export const FIELD_KINDS = [
  'text',
  'line',
  'number',
  'percent',
  'date',
  'year',
  'code',
  'choice',
  'marks',
  'person',
  'blanks',
  'computed',
  'picture',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const FIELD_ROLES = [
  'no',
  'title',
  'section',
  'group',
  'grade',
  'status',
  'start',
  'target',
  'actual',
  'rate',
  'year',
] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

export const SHEET_ROLES = ['item', 'part', 'list', 'legend', 'example', 'other'] as const;
export type SheetRole = (typeof SHEET_ROLES)[number];

/** Every key of `Traits`: what checks and merges them goes by this one list. */
export const TRAIT_KEYS = [
  'kind',
  'role',
  'stage',
  'unit',
  'choices',
  'marks',
  'blanks',
  'own',
  'year',
  'applies',
  'required',
  'rollOver',
  'names',
  'lead',
  'begins',
  'shown',
  'paper',
] as const satisfies readonly (keyof Traits)[];

/** `ask`: cleared unless a person wants it kept. */
export const ROLL_OVERS = ['keep', 'ask', 'clear', 'beside'] as const;
export type RollOver = (typeof ROLL_OVERS)[number];

export interface FormDescription {
  readonly kohyoForm: number;
  /** Names the form in `read --json`, in plan folders and among the registered forms: letters, digits, `_`, `-`. */
  readonly id: string;
  readonly name: string;
  readonly stages?: readonly Stage[];
  /** The form's words on the screen, by language. */
  readonly says?: Readonly<Partial<Record<SaidLanguage, Saying>>>;
  /** At least one; a sheet is read by the edition whose labels it shows best. */
  readonly editions: readonly Edition[];
}

export const SAID_LANGUAGES = ['ja', 'en'] as const;
export type SaidLanguage = (typeof SAID_LANGUAGES)[number];

export const SAYINGS = ['boxes', 'labels', 'stages', 'parts'] as const;
type Words = Readonly<Record<string, string>>;

/** What the screen says where that is not what the sheet says. `{year}`, `{row}` (from 1) and `{after}` (the year after the last) are filled in. */
export interface Saying {
  /** Whole names of boxes by their path templates, for lists and screen readers. */
  readonly boxes?: Words;
  /** Labels of the sheet by their words there; a year in one is `{year}` or left out. */
  readonly labels?: Words;
  /** Stages by what settings call them or by their ids; with `.last` in the plan's last year. */
  readonly stages?: Words;
  /** Blocks, levels and texts that are chosen from, by id or path. */
  readonly parts?: Words;
}

/** Once before the plan begins, each year, or once for the whole period. */
export const STAGE_TIMES = ['start', 'year', 'period'] as const;
export type StageTimes = (typeof STAGE_TIMES)[number];

/** When a part of the form is to be filled. */
export interface Stage {
  readonly id: string;
  /** Short, as in names of files: 上半期. */
  readonly name?: string;
  /** In a sentence or a paper's title: 上半期の進捗. */
  readonly title?: string;
  /** Without it `year` where one of its fields has a year, else `start`. */
  readonly each?: StageTimes;
  /** Calendar months 1 to 12, the first one first: October to March is 10, 11, 12, 1, 2, 3. */
  readonly months?: readonly number[];
  /** The months lie in the fiscal year after the one that is told of. */
  readonly after?: boolean;
  /** What settings and lists call it where that is not its id. */
  readonly step?: string;
  /** Of the whole period: asked for together with these stages of the last year. */
  readonly with?: readonly string[];
  /** Ids of tables that stay in sight while only the stage's own boxes are shown. */
  readonly beside?: readonly string[];
  /** Who fills it, in words. */
  readonly by?: string;
}

export interface Edition {
  readonly id: string;
  readonly name?: string;
  readonly sheets: readonly SheetForm[];
  readonly checks?: readonly Check[];
  /** The edition before, and its fields' path templates → this edition's. */
  readonly follows?: { readonly edition: string; readonly paths: Readonly<Record<string, string>> };
}

export interface SheetForm {
  readonly id: string;
  readonly role: SheetRole;
  /** `rows`: one item a row (the sheet has one block with one table). `blocks`: one item each time the block stands on the sheet. */
  readonly layout?: 'sheet' | 'rows' | 'blocks';
  /** Texts that tell this sheet beside its fields' labels, such as its title. They are no boxes. */
  readonly titles?: readonly LabelLike[];
  /** Beginnings of sheet names; they decide for examples, legends and other sheets, and between equals otherwise. */
  readonly names?: readonly string[];
  /** Fixed texts that are no label (legends, remarks, dashes between boxes): never taken for a box. */
  readonly words?: readonly string[];
  /** Where the sheet's own fiscal year stands, for `{year}` headings without era and for `YearRule.offset`: a field's path, or a title that holds `{year}`. */
  readonly year?: { readonly path: string } | { readonly title: LabelLike; readonly offset?: number };
  /** Only for role `part` (and a `list` that belongs to detail sheets): the sheet that begins the item, and what joins them. */
  readonly part?: {
    readonly of: string;
    /** `workbook`: one item a workbook; `number`: the `no` fields are equal; `order`: it follows its item's sheet. */
    readonly join: 'workbook' | 'number' | 'order';
  };
  readonly blocks: readonly Block[];
  /** How `new` and the next plan draw a blank sheet; without it only a filled one can be rolled over. */
  readonly draw?: Drawing;
}

/** A blank sheet: columns, and rows from top to bottom with what stands in them. */
export interface Drawing {
  /** Widths in characters: those before the years, then those of each year. */
  readonly columns: { readonly before: readonly number[]; readonly year: readonly number[] };
  readonly rows: readonly DrawnRow[];
}

export interface DrawnRow {
  readonly id?: string;
  /** In points; without it no row is added, and the boxes reach over rows above. */
  readonly height?: number;
  /** One row for each record of the table. */
  readonly each?: string;
  readonly boxes?: readonly DrawnBox[];
}

export const DRAWN_STYLES = [
  'pillar',
  'label',
  'note',
  'vertical',
  'title',
  'text',
  'step',
  'indicatorName',
  'number',
  'choice',
  'grade',
] as const;
export type DrawnStyle = (typeof DRAWN_STYLES)[number];

/** A box with words (`{year}`, `{last}` and `{after}` are years' names) or with the field of a path template. */
export interface DrawnBox {
  readonly style: DrawnStyle;
  readonly label?: string;
  readonly path?: string;
  /** A column's number; `year+N` of each year, `last+N` of the last year, `end`. */
  readonly from: number | string;
  readonly to: number | string;
  /** Rows by their ids; the row itself without them. */
  readonly since?: string;
  readonly until?: string;
}

/**
 * A label: the words of a cell, or an object that says more of them. Equal after folding, else alike where only one can
 * be meant. Where the same words stand several times in a block, `nth` (from 1, in reading order) says which.
 */
export type LabelLike = string | Label;
export interface Label {
  readonly text: string;
  readonly also?: readonly string[];
  readonly nth?: number;
  /** Area where the label stood in the sheet the description was made from: a hint only. */
  readonly at?: string;
}

/** A stretch of the sheet: below its heading (or beside it, where the heading is a bar at the left) as far as the next heading. */
export interface Block {
  readonly id: string;
  /** What people call it where that is not its heading; '' where its fields are known without it. */
  readonly shown?: string;
  /** None: the stretch above the first heading. */
  readonly heading?: LabelLike;
  /** The block stands several times; its paths hold `{slot}`. */
  readonly repeat?: { readonly slots?: number; readonly grow?: boolean };
  readonly stage?: string;
  readonly applies?: Applies;
  readonly fields?: readonly Field[];
  readonly tables?: readonly Table[];
}

/** The block or field is to be filled only where the field at `path` holds one of `is`, or none of `not`. */
export interface Applies {
  readonly path: string;
  readonly is?: readonly string[];
  readonly not?: readonly string[];
}

/** What may be said of a field, of a table's line or column (the cell's own entry wins, then line, column, table, block). */
export interface Traits {
  readonly kind?: FieldKind;
  readonly role?: FieldRole;
  readonly stage?: string;
  readonly unit?: string;
  /** In the order of the list; of `marks`, the words that are marked. */
  readonly choices?: readonly string[];
  readonly marks?: Marks;
  readonly blanks?: readonly Blank[];
  /** Fixed words inside the value's own cell, before or after it: `≪成果指標≫`, `／２４`, `人工`. */
  readonly own?: { readonly before?: string; readonly after?: string };
  readonly year?: YearRule;
  readonly applies?: Applies;
  readonly required?: boolean;
  readonly rollOver?: RollOver;
  /** How much the field tells an item from another, 0 to 1. */
  readonly names?: number;
  /** Of a person's box: it lists sections, the one in charge marked ●. */
  readonly lead?: boolean;
  /** Boxes that its text may go on from, beside itself in earlier years: templates, the likeliest first. `{year}` is its own year, else the last. */
  readonly begins?: readonly string[];
  /** What people call it in lists, history and reports, where that is not its label: of a table's column or line its part of the name. */
  readonly shown?: string;
  /** Its label on the meeting paper; `{year}` is the year's name. */
  readonly paper?: string;
}

/** `on`/`off` stand before their word in one text (`■あり □なし`), or alone in a cell of their own; `separator` joins several choices. */
export interface Marks {
  readonly on?: string;
  readonly off?: string;
  readonly separator?: string;
  readonly several?: boolean;
}

/** A named blank between fixed words of a text. */
export interface Blank {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** The Western fiscal year: fixed, or so many years after the sheet's own year. A `{year}` in a label or path otherwise says it. */
export interface YearRule {
  readonly fixed?: number;
  readonly offset?: number;
}

export interface Field extends Traits {
  /** Template: `title`, `cost.{year}.budget`, `review.{slot}.grade`, `parts.{part}.title`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** The label shown to people where it differs from the words on the sheet. */
  readonly label?: string;
  readonly place: Place;
  /** Area of the box in the sheet the description was made from: a hint only. */
  readonly at?: string;
}

/**
 * Where a box lies: beside the innermost of `rows` (`right`, `left`), under or over the innermost of `columns` (`below`,
 * `above`), where rows and columns cross (`cross`), or in the label's own cell (`own`). The outer labels say which of
 * several equal ones is meant.
 */
export interface Place {
  readonly side: 'own' | 'right' | 'left' | 'below' | 'above' | 'cross';
  /** Labels at the left of the box, outer first. */
  readonly rows?: readonly LabelLike[];
  /** Headings over the box, outer first. */
  readonly columns?: readonly LabelLike[];
  /** Counts boxes from the label, from 1 (the default), past known words. */
  readonly n?: number;
}

/**
 * Columns × lines, in either order by the path template. The path holds `{column}` and `{line}`, which stand for the
 * entries' own `path`, and `{row}` where the lines repeat as records. Without `lines` a record is one row without a label.
 */
export interface Table extends Traits {
  readonly id: string;
  /** A label at the left of the records: they stand in its rows, or below the headings as far as the next label. */
  readonly heading?: LabelLike;
  /** The table whose headings this one's columns stand under where it has none of its own. */
  readonly under?: string;
  readonly path: string;
  readonly columns: readonly Column[];
  readonly lines?: readonly Line[];
  /**
   * The lines repeat downwards: so many fixed slots, or growing until a label, a heading or the end of the boxes. `count` is
   * what plan settings and stored states call the number of records (without it the table's id).
   */
  readonly repeat?: { readonly slots?: number; readonly grow?: boolean; readonly count?: string };
  /** What differs at single crossings; `none`: no box there. */
  readonly cells?: readonly Cell[];
}

export interface Column extends Traits {
  /** Headings, outer first. A `{year}` matches every year that the sheet shows. None: the column is known by its place alone, after the column before. */
  readonly label: LabelLike | readonly LabelLike[];
  readonly path: string;
  /** One box for all lines of a record: its path leaves `{line}` out. */
  readonly whole?: boolean;
  /** Counts boxes under the heading, from 1 (the default). */
  readonly n?: number;
  readonly at?: string;
}

export interface Line extends Traits {
  readonly label: LabelLike | readonly LabelLike[];
  readonly path: string;
  readonly at?: string;
}

export interface Cell extends Traits {
  readonly line?: string;
  readonly column?: string;
  readonly none?: boolean;
}

/**
 * A rule that filled sheets keep. Placeholders of `total` are the same in the terms; one that a term has and `total` has
 * not runs over all (`cost.{row}.amount` sums the rows).
 */
export type Check =
  | {
      readonly kind: 'sum' | 'difference' | 'ratio' | 'product' | 'mean';
      readonly total: string;
      /** `difference`: the first less the others; `ratio`: first / second. */
      readonly terms: readonly string[];
      /** Largest difference that is rounding, in units of the total as shown; 0.5 of its last place by default. */
      readonly tolerance?: number;
      /** Shown to people: 「総コストは事業費Ａ＋人件費Ｂ」. */
      readonly says?: string;
    }
  | {
      readonly kind: 'needs' | 'together';
      readonly fields: readonly string[];
      readonly says?: string;
    }
  | { readonly kind: 'order'; readonly fields: readonly string[]; readonly says?: string }
  | { readonly kind: 'allowed'; readonly field: string; readonly says?: string };

/** Why a description is refused: `place` is where in the JSON (`editions[0].sheets[1].blocks[0].fields[3].path`). */
export interface DescriptionRefusal {
  readonly reason: 'too-large' | 'no-json' | 'no-form' | 'newer' | 'wrong' | 'path' | 'collision';
  readonly place: string;
  /** What stands there, or what was expected: words for a person who mends the file. */
  readonly what: string;
}
