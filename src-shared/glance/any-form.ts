import { parseSections } from '../domain/sections.ts';
import type { FieldValue } from '../form/values.ts';
import type { GlanceField, GlanceItem, GlancePlan } from './plan.ts';
import type { FormModel } from '../form/model.ts';
import { groupLevels } from '../form/roles.ts';

/** What reading by a description finds of a box, as far as it is counted. */
export interface FoundField {
  readonly path: string;
  readonly text: string;
  readonly choices?: readonly string[];
  readonly value: FieldValue;
}

export interface FoundItem {
  readonly key: string;
  readonly sheet: string;
  readonly no: string;
  readonly title: string;
  /** In the order of the form. */
  readonly fields: readonly FoundField[];
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ').trim();
const label = ({ label: own, headings }: FieldValue): string =>
  [...headings.filter((heading) => heading !== own), own]
    .map(oneLine)
    .filter((word) => word !== '')
    .join(' ');

/** Answers of several stages have the same name on the sheet: the stage tells them apart. */
const named = (words: string, { kind, role, stage }: FieldValue): string => {
  const isAnswer = role === 'status' || role === 'grade' || kind === 'choice' || kind === 'marks';
  return isAnswer && stage !== undefined && !words.includes(stage) ? `${stage} ${words}` : words;
};

const runningText = new Set<FieldValue['kind']>(['text', 'blanks', 'picture', 'date']);

function glanceField({ path, text, choices, value }: FoundField): GlanceField {
  const { kind, role, stage, year, unit, chosen, inner, applies } = value;
  return {
    path,
    kind,
    label: named(label(value), value),
    text: oneLine(inner ?? text),
    ...(role === undefined ? {} : { role }),
    ...(stage === undefined ? {} : { stage }),
    ...(year === undefined ? {} : { year }),
    ...(value.value === undefined ? {} : { value: value.value }),
    ...(unit === undefined ? {} : { unit }),
    ...(choices === undefined ? {} : { choices }),
    ...(chosen === undefined ? {} : { chosen }),
    ...(applies === false ? { notApplying: true as const } : {}),
  };
}

/** A level above the item that is a code is shown with the name beside it: `3 子育て`. */
function groupsOf(fields: readonly GlanceField[]): readonly string[] {
  const levels: string[] = [];
  let code = '';
  for (const { role, kind, text } of fields) {
    if (role !== 'group') continue;
    if (kind === 'code') {
      if (code !== '') levels.push(code);
      code = text;
      continue;
    }
    levels.push([code, text].filter((word) => word !== '').join(' '));
    code = '';
  }
  return code === '' ? levels : [...levels, code];
}

/** An item of any form, by the roles of its description. */
export function foundItem({ key, sheet, no, title, fields }: FoundItem): GlanceItem {
  const all = fields.map(glanceField);
  return {
    key,
    sheet,
    no: oneLine(no),
    title: oneLine(title),
    groups: groupsOf(all),
    sections: parseSections(fields.find(({ value }) => value.role === 'section')?.text ?? ''),
    fields: all.filter(({ kind, role }) => !runningText.has(kind) || role === 'status' || role === 'grade'),
  };
}

/** A plan of any form, by the roles of its description. */
export function anyFormPlan(form: FormModel, years: readonly number[], found: readonly FoundItem[]): GlancePlan {
  const word = (role: FieldValue['role'], absent: string): string => {
    for (const { fields } of found) {
      const first =
        fields.find(({ value }) => value.role === role && value.kind !== 'code') ??
        fields.find(({ value }) => value.role === role);
      if (first !== undefined && first.value.label.trim() !== '') return first.value.label.replace(/\s*\n\s*/gu, '');
    }
    return absent;
  };
  return {
    words: {
      no: word('no', 'No.'),
      title: word('title', '名称'),
      group: word('group', '区分'),
      section: word('section', '担当課'),
      sections: word('section', '担当課'),
    },
    levels: groupLevels(form),
    years,
    items: found.map(foundItem),
  };
}
