import { basename } from 'node:path';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import type { FieldValue } from '../../src-shared/form/values.ts';
import type { OpenData, OpenField } from '../../src-shared/open-data/open-data.ts';
import { fieldLabel } from '../../src-shared/form/field-label.ts';
import { orderedPaths } from '../../src-shared/checks/order.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { firstFormValue } from './first-form-values.ts';
import { mayGoByForm } from './may-go-by-form.ts';
import { openByForm, openByKnown, type AnyInput } from './open-form.ts';
import { openInput } from './open-input.ts';
import { titleOf } from '../../src-shared/form/roles.ts';

/** Opens a workbook of any form as open data: by the form that is named, else the one that it goes by, else the first form. */
export async function openData(file: string, form: string | undefined): Promise<Result<OpenData, Failure>> {
  if (form !== undefined) {
    const opened = await openByForm(file, form);
    return opened.ok ? ok(ofAnyForm(file, opened.value)) : opened;
  }
  const opened = await openInput(file);
  const other = mayGoByForm(file, opened) ? await openByKnown(file, opened) : undefined;
  if (other !== undefined) return other.ok ? ok(ofAnyForm(file, other.value)) : other;
  return opened.ok ? ok(ofFirstForm(file, opened.value)) : opened;
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
        return [openField({ path, sheet: item.sheet, cell, text }, fieldLabel(path), firstFormValue(field))];
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
        return openField(field, label.replaceAll(/\s*\n\s*/g, ''), said);
      }),
    })),
  };
}

const openField = (
  { path, sheet, cell, text }: Pick<OpenField, 'path' | 'sheet' | 'cell' | 'text'>,
  label: string,
  { kind, year, stage, value, unit }: FieldValue,
): OpenField => ({
  path,
  label,
  ...(year === undefined ? {} : { year }),
  ...(stage === undefined ? {} : { stage }),
  kind,
  text,
  ...(value === undefined ? {} : { value }),
  ...(unit === undefined ? {} : { unit }),
  sheet,
  cell,
});
