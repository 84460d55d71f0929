import { eraYear } from '../domain/era-year.ts';
import type { OpenData, OpenItem, OpenRows } from './open-data.ts';

/** Open data as JSON, exact and one row a line; `assets/schemas/export.schema.json` says what it holds. */
export function* jsonOf(data: OpenData, rows: OpenRows): Generator<string> {
  const head = { file: data.file, form: data.form, years: data.years, rows };
  yield `${JSON.stringify(head).slice(0, -1)},"data":[`;
  let before = '\n';
  for (const item of data.items)
    for (const row of rows === 'field' ? fieldRows(item) : [itemRow(item)]) {
      yield before + JSON.stringify(row);
      before = ',\n';
    }
  yield before === '\n' ? ']}\n' : '\n]}\n';
}

const fieldRows = ({ no, title, fields }: OpenItem): readonly object[] =>
  fields.map(({ path, label, year, stage, kind, text, value, unit, choice, chosen, sheet, cell }) => ({
    no,
    title,
    path,
    label,
    year,
    era: year === undefined ? undefined : eraYear(year),
    stage,
    kind,
    text,
    value,
    unit,
    choice,
    chosen,
    sheet,
    cell,
  }));

const itemRow = ({ no, title, sheet, row, fields }: OpenItem): object => ({
  no,
  title,
  sheet,
  row,
  fields: Object.fromEntries(fields.map(({ path, text }) => [path, text])),
});
