import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { openPackage } from '../../package/open-package.ts';
import type { OpenedAny } from './any-item.ts';
import type { CompiledForm } from './compile.ts';
import { disturb } from './disturb.ts';
import { labelCells, readAny } from './open-any.ts';

/** How copies that somebody has changed were read: the same, with a word of doubt, or wrongly without one. */
export interface DisturbedTally {
  tried: number;
  same: number;
  asked: number;
  wrong: number;
}

/** Reads a disturbed copy: the same texts at the places where their cells went, or a word of doubt. */
export function tryDisturbed(
  form: CompiledForm,
  opened: OpenedAny,
  seed: number,
  tally: DisturbedTally,
  examples: string[],
  sayFailure: (failure: Failure) => string,
): void {
  tally.tried += 1;
  const labels = new Set(labelCells(opened.package, form));
  // What stands in a field's own cell is a value, though it begins with a label.
  for (const { fields } of opened.items)
    for (const { sheet, cell } of fields.values()) labels.delete(`${sheet}!${cell}`);
  const copy = disturb(opened.package, seed, (sheet, cell) => labels.has(`${sheet}!${cell}`));
  const pkg = openPackage(copy.bytes);
  const again = pkg.ok ? readAny(pkg.value, form) : pkg;
  if (!again.ok) {
    tally.wrong += 1;
    examples.push(`#${seed}: ${sayFailure(again.failure)}`);
    return;
  }
  let lost = 0;
  const wrong: string[] = [];
  const found = new Map(
    again.value.items.map((item) => [`${item.sheet}\0${item.row === undefined ? '' : foldLabel(item.no)}`, item]),
  );
  for (const item of opened.items) {
    const other = found.get(`${item.sheet}\0${item.row === undefined ? '' : foldLabel(item.no)}`);
    for (const [path, field] of item.fields) {
      const now = other?.fields.get(path);
      if (now === undefined) lost += 1;
      else if (now.text !== field.text || now.cell !== copy.moved(field.sheet, field.cell))
        wrong.push(`${item.sheet} ${path} ${field.cell}→${now.cell}`);
    }
    const added = other === undefined ? 0 : [...other.fields.keys()].filter((path) => !item.fields.has(path)).length;
    if (added > 0) wrong.push(`${item.sheet} +${added}`);
  }
  const doubts = again.value.warnings.length > opened.warnings.length;
  if (wrong.length === 0 && lost === 0) tally.same += 1;
  else if (wrong.length === 0 && doubts) tally.asked += 1;
  else {
    tally.wrong += 1;
    examples.push(
      `#${seed}: ${wrong[0] ?? `${lost} fields lost without a word`} (${copy.what.join('; ').slice(0, 200)})`,
    );
  }
}
