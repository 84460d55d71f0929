import { groupingKey } from '../domain/normal.ts';
import type { Check, Edition } from './description.ts';
import { chosenInText, isDash, marksInText, type FieldValue } from './values.ts';
import type { Traits } from './description.ts';

/** A field as checks look at it. */
export interface CheckedField {
  readonly path: string;
  readonly text: string;
  readonly cell: string;
  readonly traits: Traits;
  readonly choices?: readonly string[];
  readonly value: FieldValue;
}

export type FindingKind = 'sum' | 'choice' | 'marks' | 'ratio' | 'blank' | 'twice' | 'unfit';

export interface FormFinding {
  readonly kind: FindingKind;
  /** The cell that is wrong first, then those that it is held against. */
  readonly cells: readonly string[];
  readonly text: string;
}

export interface FindingWords {
  readonly sum: (says: string, shown: string, wanted: string) => string;
  /** A total is said, and every number that it is made of is missing. */
  readonly missing: (says: string, shown: string) => string;
  readonly choice: (text: string) => string;
  readonly marks: (label: string, count: number) => string;
  readonly blank: (label: string) => string;
}

/** What the description's checks and lists find in one item. */
export function itemFindings(
  fields: ReadonlyMap<string, CheckedField>,
  edition: Pick<Edition, 'checks'>,
  words: FindingWords,
): readonly FormFinding[] {
  const findings: FormFinding[] = [];
  findings.push(...amountFindings(edition.checks ?? [], fields, words));
  for (const field of fields.values()) {
    if (field.value.applies === false) continue;
    const finding = fieldFinding(field, words);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

function fieldFinding(
  { text, traits, cell, choices, value }: CheckedField,
  words: FindingWords,
): FormFinding | undefined {
  const label = value.label.replace(/\s+/g, '');
  if (text.trim() === '') {
    const isWanted = traits.required === true || traits.role === 'no' || traits.role === 'title';
    return isWanted ? { kind: 'blank', cells: [cell], text: words.blank(label) } : undefined;
  }
  const list = traits.choices ?? choices;
  if (traits.kind === 'choice' && list !== undefined && list.length > 0)
    return list.some((one) => isSameChoice(one, text))
      ? undefined
      : { kind: 'choice', cells: [cell], text: words.choice(text) };
  if (traits.kind !== 'marks') return undefined;
  if (traits.marks?.separator !== undefined && list !== undefined) {
    const { chosen, rest } = chosenInText(text, list, traits.marks.separator);
    if (rest !== '') return { kind: 'choice', cells: [cell], text: words.choice(rest) };
    return traits.marks.several === false && chosen.length > 1
      ? { kind: 'marks', cells: [cell], text: words.marks(label, chosen.length) }
      : undefined;
  }
  const on = marksInText(text, traits).filter((place) => place.on);
  return traits.marks?.several !== true && on.length > 1
    ? { kind: 'marks', cells: [cell], text: words.marks(label, on.length) }
    : undefined;
}

/** `Ａ` is `A`; `1．目標を上回った` is none of `1`. */
const isSameChoice = (choice: string, text: string): boolean => groupingKey(choice) === groupingKey(text);

type Amounts = Extract<Check, { terms: readonly string[] }>;

/**
 * Each total by its rule. A variant of the form without some of the terms has a rule of its own: where all terms of the longer
 * rule are there, the shorter one is not meant.
 */
function amountFindings(
  checks: readonly Check[],
  fields: ReadonlyMap<string, CheckedField>,
  words: FindingWords,
): readonly FormFinding[] {
  const byTotal = new Map<CheckedField, { readonly check: Amounts; readonly terms: Terms }[]>();
  for (const check of checks) {
    if (!('terms' in check)) continue;
    for (const { field, bound } of bindings(check.total, fields)) {
      const terms = check.terms.map((template) => bindings(bind(template, bound), fields).map((one) => one.field));
      if (terms.some((list) => list.length === 0)) continue;
      byTotal.set(field, [...(byTotal.get(field) ?? []), { check, terms }]);
    }
  }
  return [...byTotal].flatMap(([total, rules]) =>
    rules.flatMap(({ check, terms }) => {
      const own = new Set(terms.flat());
      const isShorter = rules.some(({ check: other, terms: others }) => {
        const all = new Set(others.flat());
        return other.kind === check.kind && all.size > own.size && [...own].every((field) => all.has(field));
      });
      const finding = isShorter ? undefined : amountFinding(check, total, terms, words);
      return finding === undefined ? [] : [finding];
    }),
  );
}

/** The fields of each term. */
type Terms = readonly (readonly CheckedField[])[];

function amountFinding(
  check: Amounts,
  total: CheckedField,
  terms: Terms,
  words: FindingWords,
): FormFinding | undefined {
  if (total.value.value === undefined) return undefined;
  const all = terms.flat();
  // A word where a number should stand is another matter; blank and «missing» count as nothing.
  if (all.some((field) => field.value.value === undefined && field.text.trim() !== '' && !isDash(field.text)))
    return undefined;
  const numbers = terms.map((list) => list.reduce((sum, { value }) => sum + (value.value ?? 0), 0));
  const says = check.says ?? total.value.label.replace(/\s+/g, '');
  const cells = [total.cell, ...all.map(({ cell }) => cell)];
  if (all.every(({ value }) => value.value === undefined)) {
    // Where all is blank nothing was said; a dash says «missing», and of missing numbers no total is known.
    const isSaidMissing = check.kind === 'sum' && all.every(({ text }) => isDash(text));
    return isSaidMissing ? { kind: 'sum', cells, text: words.missing(says, total.text) } : undefined;
  }
  const wanted = worked(check.kind, numbers, all);
  if (wanted === undefined) return undefined;
  const tolerance = check.tolerance ?? shownTolerance(total);
  if (Math.abs(total.value.value - wanted) <= tolerance + 1e-9) return undefined;
  return {
    kind: check.kind === 'ratio' ? 'ratio' : 'sum',
    cells,
    text: words.sum(says, total.text, String(Number(wanted.toPrecision(12)))),
  };
}

function worked(kind: Amounts['kind'], numbers: readonly number[], all: readonly CheckedField[]): number | undefined {
  const [first = 0, ...others] = numbers;
  switch (kind) {
    case 'sum':
      return numbers.reduce((sum, one) => sum + one, 0);
    case 'difference':
      return others.reduce((rest, one) => rest - one, first);
    case 'ratio':
      return others[0] === undefined || others[0] === 0 ? undefined : first / others[0];
    case 'product':
      return numbers.reduce((product, one) => product * one, 1);
    case 'mean': {
      const counted = all.filter(({ value }) => value.value !== undefined);
      return counted.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / counted.length;
    }
  }
}

/** Half of the last place that the total shows. */
function shownTolerance({ text, value }: CheckedField): number {
  const plain = text.normalize('NFKC');
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0;
  const scale = plain.includes('%') || plain.includes('％') ? 100 : 1;
  const half = 0.5 / 10 ** decimals / scale;
  return value.kind === 'percent' && scale === 1 && Math.abs(value.value ?? 0) <= 1.5
    ? Math.max(half / 100, 0.0005)
    : half;
}

interface Binding {
  readonly field: CheckedField;
  readonly bound: ReadonlyMap<string, string>;
}

/** The fields that a template means, with what its placeholders stand for. */
function bindings(template: string, fields: ReadonlyMap<string, CheckedField>): readonly Binding[] {
  if (!template.includes('{')) {
    const field = fields.get(template);
    return field === undefined ? [] : [{ field, bound: new Map() }];
  }
  const names: string[] = [];
  const source = template
    .split('.')
    .map((segment) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) return segment.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      names.push(name);
      return name === 'year' ? '(\\d{4})' : '(\\d{1,4})';
    })
    .join('\\.');
  const expression = new RegExp(`^${source}$`, 'u');
  return [...fields.values()].flatMap((field) => {
    const m = expression.exec(field.path);
    return m === null ? [] : [{ field, bound: new Map(names.map((name, i) => [name, m[i + 1] as string])) }];
  });
}

const bind = (template: string, bound: ReadonlyMap<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => bound.get(name) ?? all);
