import { err, ok, type Result } from '../domain/result.ts';
import type { Block, DescriptionRefusal, Edition, FormDescription, SheetForm, Table } from './description.ts';
import { collision, fillPath, pathProblem } from './paths.ts';

interface PathAt {
  readonly path: string;
  readonly place: string;
}

/** No path of an item may be another's beginning, over all its sheets; a table's paths must name what makes them differ. */
export function checkPaths(form: FormDescription, mostFields: number): Result<FormDescription, DescriptionRefusal> {
  for (const [e, edition] of form.editions.entries()) {
    const refusal = checkEdition(edition, `editions[${e}]`, mostFields);
    if (refusal !== undefined) return err(refusal);
  }
  return ok(form);
}

function checkEdition(edition: Edition, at: string, mostFields: number): DescriptionRefusal | undefined {
  const bySheet = edition.sheets.map((sheet, s) => pathsOf(sheet, `${at}.sheets[${s}]`));
  for (const [s, sheet] of edition.sheets.entries()) {
    const isRoot = sheet.part === undefined;
    if (!isRoot) continue;
    // An item holds its own sheet's texts and those of every sheet that joins it.
    const together = bySheet.flatMap((paths, i) => {
      const other = edition.sheets[i] as SheetForm;
      return i === s || other.part?.of === sheet.id ? paths : [];
    });
    if (together.length > mostFields) return { reason: 'too-large', place: at, what: `${mostFields}` };
    const grown = together.find(({ path }) => path.includes('{column}') || path.includes('{line}'));
    if (grown !== undefined) return { reason: 'path', place: grown.place, what: grown.path };
    for (const { path, place } of together) {
      const problem = pathProblem(path);
      if (problem !== undefined) return { reason: 'path', place, what: `${path} (${problem})` };
    }
    const clash = collision(together.map(({ path }) => path));
    if (clash !== undefined) {
      const [one, other] = clash.map((i) => together[i] as PathAt) as [PathAt, PathAt];
      return { reason: 'collision', place: one.place, what: `${one.path} / ${other.path} (${other.place})` };
    }
  }
  return undefined;
}

function pathsOf(sheet: SheetForm, at: string): readonly PathAt[] {
  return sheet.blocks.flatMap((block, b) => [
    ...(block.fields ?? []).map(({ path }, f) => ({ path, place: `${at}.blocks[${b}].fields[${f}].path` })),
    ...(block.tables ?? []).flatMap((table, t) => tablePaths(table, block, `${at}.blocks[${b}].tables[${t}]`)),
  ]);
}

/** The path templates of a table's crossings, `{column}` and `{line}` filled in. */
function tablePaths(table: Table, _block: Block, at: string): readonly PathAt[] {
  const place = `${at}.path`;
  const none = new Set(
    (table.cells ?? []).flatMap(({ none: gone, line, column }) => (gone ? [`${line ?? '*'}/${column ?? '*'}`] : [])),
  );
  const lines = table.lines ?? [];
  return table.columns.flatMap((column) => {
    if (column.whole || lines.length === 0) return [{ path: crossingPath(table.path, column.path), place }];
    return lines.flatMap((line) =>
      none.has(`${line.path}/${column.path}`) || none.has(`*/${column.path}`) || none.has(`${line.path}/*`)
        ? []
        : [{ path: crossingPath(table.path, column.path, line.path), place }],
    );
  });
}

/** The template of one crossing; without `line` the segment `{line}` goes. */
export const crossingPath = (template: string, column: string, line?: string): string =>
  line === undefined
    ? fillPath(
        template
          .split('.')
          .filter((one) => one !== '{line}')
          .join('.'),
        { column },
      )
    : fillPath(template, { column, line });
