import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet, SheetField } from '../domain/item.ts';
import { ruleHolds } from '../form/applies.ts';
import type { Check } from '../form/description.ts';
import { factsOf, type FieldFacts } from '../form/facts.ts';
import { itemFindings, type CheckedField, type FindingKind, type FindingWords } from '../form/form-findings.ts';
import { fieldValue, marksInText } from '../form/values.ts';
import { isBlank, type TextOf } from './missing.ts';
import { orderedPaths } from './order.ts';

/** What a described form asks for, and what its own rules find: the same as `missingPaths` and `contradictions` say of the first form. */

/** Whether a stage asks for a box: it is the box's own, or the box or the form has none. */
export const asksAt = ({ traits }: FieldFacts, stage: string | undefined): boolean =>
  stage === undefined || traits.stage === undefined || traits.stage === stage;

/** Whether a box is to be filled in for this item as its texts are now. */
const appliesNow = ({ traits }: FieldFacts, textOf: TextOf): boolean =>
  traits.applies === undefined || ruleHolds(traits.applies, textOf(traits.applies.path));

/** Boxes that nobody types into. */
const isGiven = ({ formula, locked }: SheetField, { traits }: FieldFacts): boolean =>
  formula !== undefined || locked === true || traits.kind === 'computed' || traits.kind === 'picture';

/** A box without an answer: marks of which none is set are as blank as an empty text. */
function isUnanswered(text: string, { traits }: FieldFacts): boolean {
  if (isBlank(text)) return true;
  if (traits.kind !== 'marks' || traits.marks?.separator !== undefined) return false;
  const places = marksInText(text, traits);
  return places.length > 1 && places.every(({ on }) => !on);
}

/** What a record's boxes have in common: the path up to its number. `undefined` for boxes of no record. */
const recordOf = (path: FieldPath): string | undefined => /^(.*?\.\d{1,3})(?:\.|$)/u.exec(path)?.[1];

/**
 * The boxes of an item that the stage asks for and that have no answer, in the order of the form. Records (rows, slots) that are
 * wholly empty ask for nothing, nor do numbers of tables: a form prints more than it needs.
 */
export function missingInForm(sheet: ItemSheet, textOf: TextOf, stage: string | undefined): readonly FieldPath[] {
  const used = new Set<string>();
  const paths = orderedPaths(sheet);
  for (const path of paths) {
    const record = recordOf(path);
    if (record !== undefined && !isBlank(textOf(path))) used.add(record);
  }
  return paths.filter((path) => {
    const field = sheet.fields[path];
    const facts = factsOf(field);
    if (field === undefined || facts === undefined || isGiven(field, facts)) return false;
    if (!asksAt(facts, stage) || !appliesNow(facts, textOf) || !isUnanswered(textOf(path), facts)) return false;
    const { kind, role, required } = facts.traits;
    if (required === true || role === 'no' || role === 'title') return true;
    const record = recordOf(path);
    if (record !== undefined && !used.has(record)) return false;
    return kind !== 'number' && kind !== 'percent';
  });
}

export interface FormFinding {
  readonly path: FieldPath;
  readonly kind: FindingKind;
  readonly text: string;
}

/** What the form's own rules and lists find in an item as its texts are now; what is merely blank is not among it. */
export function findingsInForm(
  sheet: ItemSheet,
  textOf: TextOf,
  checks: readonly Check[],
  words: FindingWords,
): readonly FormFinding[] {
  const fields = new Map<string, CheckedField>();
  for (const path of orderedPaths(sheet)) {
    const field = sheet.fields[path];
    const facts = factsOf(field);
    if (field === undefined || facts === undefined) continue;
    const text = textOf(path);
    const { traits, year, label, headings } = facts;
    fields.set(path, {
      path,
      text,
      // The finding is told of the box, so its path stands where the command line has the cell.
      cell: path,
      traits,
      ...(field.choices === undefined ? {} : { choices: field.choices }),
      value: fieldValue({
        text,
        number: field.raw.kind === 'number' && text === field.text ? field.raw.value : undefined,
        traits:
          field.choices === undefined || traits.choices !== undefined ? traits : { ...traits, choices: field.choices },
        year,
        label,
        headings,
        applies: appliesNow(facts, textOf),
      }),
    });
  }
  return itemFindings(fields, { checks }, words).flatMap(({ kind, cells, text }) => {
    const path = cells[0];
    return kind === 'blank' || path === undefined ? [] : [{ path, kind, text }];
  });
}
