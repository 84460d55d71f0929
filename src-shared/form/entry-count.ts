import type { FormDescription } from './description.ts';

/** Entries of a description: fields, and crossings of tables. */
export function entryCount(form: FormDescription): number {
  let count = 0;
  for (const { sheets } of form.editions)
    for (const { blocks } of sheets)
      for (const { fields = [], tables = [] } of blocks) {
        count += fields.length;
        for (const { columns, lines = [] } of tables)
          count += columns.reduce((sum, { whole }) => sum + (whole === true ? 1 : Math.max(1, lines.length)), 0);
      }
  return count;
}
