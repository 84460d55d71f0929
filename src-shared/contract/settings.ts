import * as v from 'valibot';
import { rateRules, type RateRule } from '../glance/rates.ts';
import { languages, type Language } from '../failures/language.ts';
export const listColumns = ['status', 'grade', 'pillar'] as const;
export type ListColumn = (typeof listColumns)[number];

export interface Settings {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly textSize: 'small' | 'medium' | 'large' | 'largest';
  readonly years: 'era' | 'western';
  readonly personName: string;
  readonly personSection: string;
  readonly growRows: boolean;
  /** What becomes of changes that the file does not hold when a workbook is closed. */
  readonly atClosing: 'ask' | 'save' | 'leave';
  /** Hundredths of the sheet's own size. */
  readonly sheetZoom: number;
  /** The width of the list in pixels at 100 %; 0 goes by the window. */
  readonly listWidth: number;
  /** How the rates of indicators are worked out, and their classes (`parseBands`; '' for the usual ones). */
  readonly rateRule: RateRule;
  readonly rateBands: string;
  /** What the rows of the list say beside number, title and section. */
  readonly listColumns: readonly ListColumn[];
  /** Texts that a person puts into boxes again and again, in the order in which they were kept. */
  readonly phrases: readonly string[];
  readonly firstStartDone: boolean;
}

export const settingsSchema = v.strictObject({
  language: v.picklist(languages),
  theme: v.picklist(['system', 'light', 'dark', 'contrast']),
  textSize: v.picklist(['small', 'medium', 'large', 'largest']),
  years: v.picklist(['era', 'western']),
  personName: v.pipe(v.string(), v.maxLength(200)),
  personSection: v.pipe(v.string(), v.maxLength(200)),
  growRows: v.boolean(),
  atClosing: v.picklist(['ask', 'save', 'leave']),
  sheetZoom: v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(200)),
  listWidth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)),
  rateRule: v.picklist(rateRules),
  rateBands: v.pipe(v.string(), v.maxLength(500)),
  listColumns: v.pipe(v.array(v.picklist(listColumns)), v.maxLength(10), v.readonly()),
  phrases: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.maxLength(100), v.readonly()),
  firstStartDone: v.boolean(),
});
