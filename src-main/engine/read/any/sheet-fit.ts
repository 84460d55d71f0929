import { foldLabel } from '../../../../src-shared/form/fold.ts';
import type { CompiledForm, CompiledLabel, CompiledSheet } from './compile.ts';
import type { LabelIndex } from './label-index.ts';

/** How well a sheet shows what a description says of one of its sheets. */
export interface Fit {
  readonly sheet: CompiledSheet;
  /** Labels found of those that either has, 0 to 1. */
  readonly score: number;
  readonly found: number;
}

/** Below this share of its labels a sheet is none of the form's. */
const leastScore = 0.45;
const leastFound = 3;
/** Two fits that differ by less are told apart by the sheet's name alone. */
const near = 0.02;

/** The form's sheet that a worksheet is; `undefined` for none. `second` fits as well and is another edition's. */
export function fitSheet(
  index: LabelIndex,
  form: CompiledForm,
  name: string,
): { readonly best: Fit; readonly second: Fit | undefined } | undefined {
  const present = presentKeys(index, form);
  const folded = foldLabel(name);
  const fits = form.sheets
    .map((sheet): Fit => fit(sheet, present))
    .filter((fitted) => isForm(form, fitted, folded, index))
    .toSorted((a, b) => rank(b, folded) - rank(a, folded));
  const [best, second] = fits;
  if (best === undefined) return undefined;
  const isOpen =
    second !== undefined && second.sheet.edition !== best.sheet.edition && rank(best, folded) === rank(second, folded);
  return { best, second: isOpen ? second : undefined };
}

/** A name decides between equals. */
const rank = ({ sheet, score }: Fit, name: string): number =>
  Math.round(score / near) * near + (namesIt(sheet, name) ? near * 1.5 : 0);

const namesIt = (sheet: CompiledSheet, name: string): boolean =>
  sheet.names.some((word) => word !== '' && name.includes(word));

function isForm(form: CompiledForm, fitted: Fit, name: string, index: LabelIndex): boolean {
  const { sheet, score, found } = fitted;
  const { role } = sheet.form;
  if (role === 'item' || role === 'part' || role === 'list')
    return score >= leastScore && found >= Math.min(leastFound, sheet.labels.length);
  // Examples show a whole form, legends hardly a label: their name, or a title that no item has, says what they are.
  if (namesIt(sheet, name)) return true;
  const shared = new Set(
    form.sheets.filter(({ form: other }) => !isAside(other.role)).flatMap(({ labels }) => labels.map(identityOf)),
  );
  const own = sheet.titles.filter((title) => !shared.has(identityOf(title)));
  return own.length > 0 && own.every((title) => index.find(title).length > 0);
}

const isAside = (role: string): boolean => role === 'example' || role === 'legend' || role === 'other';

function fit(sheet: CompiledSheet, present: ReadonlySet<string>): Fit {
  const own = new Set(sheet.labels.map(identityOf));
  let found = 0;
  for (const identity of own) if (present.has(identity)) found += 1;
  let foreign = 0;
  for (const identity of present) if (!own.has(identity)) foreign += 1;
  const score = own.size === 0 ? 0 : found / (own.size + foreign);
  const isWholly = isAside(sheet.form.role);
  // An example stands before the item that it shows, where its own name or title is there.
  return { sheet, score: isWholly ? 2 : score, found };
}

const identityOf = (label: CompiledLabel): string => label.patterns.map(({ key }) => key ?? label.text).join('\0');

/** The labels of all the form's sheets that stand on this one. */
function presentKeys(index: LabelIndex, form: CompiledForm): ReadonlySet<string> {
  const present = new Set<string>();
  for (const { labels } of form.sheets) {
    for (const label of labels) {
      const identity = identityOf(label);
      if (!present.has(identity) && index.find(label).length > 0) present.add(identity);
    }
  }
  return present;
}
