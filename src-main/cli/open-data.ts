import { basename } from 'node:path';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import { groupingKey } from '../../src-shared/domain/normal.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { FieldValue } from '../../src-shared/form/values.ts';
import type { OpenData, OpenField } from '../../src-shared/open-data/open-data.ts';
import { fieldLabel } from '../../src-shared/form/field-label.ts';
import { orderedPaths } from '../../src-shared/checks/order.ts';
import { personsIn, searchFor } from '../engine/make/publish/persons.ts';
import { PackageDraft } from '../engine/write/draft/package-draft.ts';
import { parseSections } from '../../src-shared/domain/sections.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../engine/types.ts';
import { firstFormValue } from './first-form-values.ts';
import { mayGoByForm } from './may-go-by-form.ts';
import { openByForm, openByKnown, type AnyInput } from './open-form.ts';
import { openInput } from './open-input.ts';
import { titleOf } from '../../src-shared/form/roles.ts';

/** Opens a workbook of any form as open data: by the form that is named, else the one that it goes by, else the first form. */
export async function openData(file: string, form: string | undefined): Promise<Result<OpenedData, Failure>> {
  if (form !== undefined) {
    const opened = await openByForm(file, form);
    return opened.ok ? ok(told(ofAnyForm(file, opened.value), opened.value.package)) : opened;
  }
  const opened = await openInput(file);
  const other = mayGoByForm(file, opened) ? await openByKnown(file, opened) : undefined;
  if (other !== undefined) return other.ok ? ok(told(ofAnyForm(file, other.value), other.value.package)) : other;
  return opened.ok ? ok(told(ofFirstForm(file, opened.value), opened.value.package)) : opened;
}

export interface OpenedData {
  readonly data: OpenData;
  /** Boxes that name a person or a place of files, as 公開用 tells them. */
  readonly personal: readonly Warning[];
}

/** Open data are for everybody: what 公開用 would tell of the same boxes is told here too. */
function told(data: OpenData, pkg: WorkbookPackage): OpenedData {
  const offices = data.items.flatMap(({ fields }) =>
    fields.flatMap(({ path, kind, text }) => (kind === 'person' || path === 'section' ? parseSections(text) : [])),
  );
  const persons = personsIn(
    new PackageDraft(pkg),
    offices.map(({ name }) => name),
  );
  const { tells } = searchFor(persons, new Set());
  const personal = data.items.flatMap(({ fields }) =>
    fields.flatMap(({ text, sheet, cell }): readonly Warning[] => {
      const found = tells(text, '');
      return found === undefined
        ? []
        : [{ kind: 'personal', reason: 'shown', sheet, cell, values: { text: found.slice(0, 60) } }];
    }),
  );
  return { data, personal };
}

function ofFirstForm(file: string, { items, plan }: OpenedWorkbook): OpenData {
  return {
    file: basename(file),
    form: 'kohyo',
    years: plan.years,
    items: items.map((item) => ({
      no: item.no,
      title: titleOf(item),
      sheet: item.sheet,
      fields: orderedPaths(item).flatMap((path) => {
        const field = item.fields[path];
        if (field === undefined) return [];
        const { cell, text } = field;
        const { choices } = field;
        return [openField({ path, sheet: item.sheet, cell, text, choices }, fieldLabel(path), firstFormValue(field))];
      }),
    })),
  };
}

function ofAnyForm(file: string, opened: AnyInput): OpenData {
  return {
    file: basename(file),
    form: opened.form.id,
    years: opened.years,
    items: opened.items.map((item) => ({
      no: item.no,
      title: item.title,
      sheet: item.sheet,
      ...(item.row === undefined ? {} : { row: item.row }),
      fields: [...item.fields.values()].map((field) => {
        const said = opened.valueOf(item, field);
        const label = [said.label, ...said.headings.filter((heading) => heading !== said.label)].join(' › ');
        const choices = field.choices ?? field.traits.choices;
        return openField({ ...field, choices }, label.replaceAll(/\s*\n\s*/g, ''), said);
      }),
    })),
  };
}

interface Box extends Pick<OpenField, 'path' | 'sheet' | 'cell' | 'text'> {
  readonly choices?: readonly string[] | undefined;
}

/** The plan's own number of an answer: its place in the list, blank entries left out. */
function placeIn(choices: readonly string[] | undefined, text: string): Pick<OpenField, 'choice'> {
  const key = groupingKey(text);
  const listed = (choices ?? []).map(groupingKey).filter((choice) => choice !== '');
  const at = key === '' ? -1 : listed.indexOf(key);
  return at < 0 ? {} : { choice: at + 1 };
}

const openField = (
  { path, sheet, cell, text, choices }: Box,
  label: string,
  { kind, year, stage, value, unit, chosen }: FieldValue,
): OpenField => ({
  path,
  label,
  ...(year === undefined ? {} : { year }),
  ...(stage === undefined ? {} : { stage }),
  kind,
  text,
  ...(value === undefined ? {} : { value }),
  ...(unit === undefined ? {} : { unit }),
  ...(kind === 'choice' ? placeIn(choices, text) : {}),
  ...(chosen === undefined ? {} : { chosen }),
  sheet,
  cell,
});
