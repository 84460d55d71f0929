import { orderedPaths } from '../../src-shared/checks/order.ts';
import { findSpans, groupingKey, searchKey, type Span } from '../../src-shared/domain/normal.ts';
import { asksFor } from '../../src-shared/checks/timetable.ts';
import { missingPaths } from '../../src-shared/checks/missing.ts';
import { leadSection, parseSections } from '../../src-shared/domain/sections.ts';
import { missingInForm } from '../../src-shared/checks/form-checks.ts';
import type { FieldRole } from '../../src-shared/form/description.ts';
import { factsOf } from '../../src-shared/form/facts.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { rolePath } from '../../src-shared/form/roles.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet, Section } from '../../src-shared/domain/item.ts';
import { dueKey, stageFor, stepFor } from '../state/due.ts';
import type { ItemRef, OpenDocument } from '../state/session.ts';
import { changedPaths, isConflict, itemRevision, textsOf } from '../state/texts.ts';

/** A status or a grade that a sheet has: its grouping key, its words, and the year that it is of ('' for the whole period). */
export interface Answer {
  readonly key: string;
  readonly text: string;
  readonly year: string;
}

/** What the list knows of one sheet. Kept until a text of that sheet changes. */
export interface ItemSummary {
  readonly ref: ItemRef;
  readonly sheet: ItemSheet;
  readonly no: string;
  readonly title: string;
  readonly lead: string | undefined;
  readonly sections: readonly Section[];
  readonly pillar: string;
  readonly statuses: readonly Answer[];
  readonly grades: readonly Answer[];
  /** Status and grade of the step that is due, '' where it has none yet. */
  readonly status: string;
  readonly grade: string;
  readonly missing: readonly FieldPath[];
  readonly changed: number;
  readonly conflicts: number;
  readonly haystack: readonly { readonly path: FieldPath; readonly key: string }[];
}

interface Cached {
  readonly revision: number;
  readonly step: string;
  readonly summary: ItemSummary;
}
const cache = new WeakMap<ItemSheet, Cached>();

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, '').trim();

const pathsOf = (sheet: ItemSheet, role: FieldRole): readonly FieldPath[] => {
  const form = formOf(sheet);
  return orderedPaths(sheet).filter((path) => form.keyOf(path)?.field.role === role);
};

type Texts = (path: FieldPath) => string;

/** The answers in these boxes; a year in a path is four digits that stand by themselves. */
const answers = (paths: readonly FieldPath[], texts: Texts): readonly Answer[] =>
  paths.flatMap((path) => {
    const key = groupingKey(texts(path));
    return key === ''
      ? []
      : [{ key, text: oneLine(texts(path)), year: path.split('.').find((part) => /^\d{4}$/u.test(part)) ?? '' }];
  });

/** What the step that is due says: an assessment of the whole period before one of a year. */
function dueChoice(document: OpenDocument, sheet: ItemSheet, texts: Texts, role: FieldRole): string {
  const step = stepFor(document);
  const due = pathsOf(sheet, role).filter((path) => asksFor(step, path, formOf(sheet)));
  return due.map((path) => oneLine(texts(path))).findLast((text) => text !== '') ?? '';
}

type Head = Pick<
  ItemSummary,
  'no' | 'title' | 'lead' | 'sections' | 'pillar' | 'statuses' | 'grades' | 'status' | 'grade' | 'missing'
>;

function firstFormHead(document: OpenDocument, sheet: ItemSheet, texts: Texts): Head {
  const text = (role: FieldRole): string => texts(rolePath(formOf(sheet), role) ?? '');
  const sections = parseSections(text('section'));
  return {
    no: oneLine(text('no')),
    title: oneLine(text('title')),
    lead: leadSection(sections),
    sections,
    pillar: oneLine(text('group')),
    statuses: answers(pathsOf(sheet, 'status'), texts),
    grades: answers(pathsOf(sheet, 'grade'), texts),
    status: dueChoice(document, sheet, texts, 'status'),
    grade: dueChoice(document, sheet, texts, 'grade'),
    missing: missingPaths(sheet, texts, stepFor(document)),
  };
}

/** The same by the roles that the form's description gives its fields. */
function describedHead(document: OpenDocument, sheet: ItemSheet, texts: Texts): Head {
  const ofRole = (role: FieldRole): readonly FieldPath[] =>
    orderedPaths(sheet).filter((path) => factsOf(sheet.fields[path])?.traits.role === role);
  const withRole = (role: FieldRole): readonly string[] =>
    ofRole(role).flatMap((path) => {
      const text = oneLine(texts(path));
      return text === '' ? [] : [text];
    });
  const sections = parseSections(withRole('section')[0] ?? '');
  return {
    no: withRole('no').join('-'),
    title: withRole('title')[0] ?? '',
    lead: leadSection(sections) ?? sections[0]?.name,
    sections,
    pillar: withRole('group')[0] ?? '',
    statuses: answers(ofRole('status'), texts),
    grades: answers(ofRole('grade'), texts),
    status: withRole('status').at(-1) ?? '',
    grade: withRole('grade').at(-1) ?? '',
    missing: missingInForm(sheet, texts, stageFor(document)),
  };
}

/** The summary of one sheet as it stands now. */
export function summaryOf(document: OpenDocument, sheet: ItemSheet): ItemSummary {
  const ref = { document: document.id, item: sheet.key };
  const revision = itemRevision(ref);
  const known = cache.get(sheet);
  const dueNow = dueKey(document);
  if (known !== undefined && known.revision === revision && known.step === dueNow) return known.summary;
  const texts = textsOf(ref, sheet);
  const changed = changedPaths(ref);
  const haystack: { path: FieldPath; key: string }[] = [];
  for (const path of orderedPaths(sheet)) {
    const text = texts(path);
    if (text !== '') haystack.push({ path, key: searchKey(text) });
  }
  const summary: ItemSummary = {
    ref,
    sheet,
    ...(document.form === undefined ? firstFormHead(document, sheet, texts) : describedHead(document, sheet, texts)),
    changed: changed.length,
    conflicts: changed.filter((path) => isConflict({ ...ref, path })).length,
    haystack,
  };
  cache.set(sheet, { revision, step: dueNow, summary });
  return summary;
}

/** The first field of a sheet that holds the search text; `query` is a `searchKey`. */
export const firstHit = (summary: ItemSummary, query: string): FieldPath | undefined =>
  summary.haystack.find(({ key }) => key.includes(query))?.path;

/** A short piece of a text around its first hit, with the hit's place in it. */
export function excerpt(text: string, query: string): { readonly text: string; readonly span: Span } | undefined {
  const flat = text.replace(/\s*\n\s*/gu, ' ');
  const span = findSpans(flat, query, 1)[0];
  if (span === undefined) return undefined;
  const from = Math.max(0, span.start - 8);
  const head = from > 0 ? '…' : '';
  const piece = `${head}${flat.slice(from, span.end + 24)}`;
  return { text: piece, span: { start: span.start - from + head.length, end: span.end - from + head.length } };
}
