import { parseFieldPath, type FieldPath, type FiscalYear } from '../../src-shared/domain/fields.ts';
import { itemOf, type FieldRef } from '../state/session.ts';
import { textOf } from '../state/texts.ts';

/** A text that a box can begin from: what the same box said half a year or a year ago. */
export interface EarlierText {
  readonly path: FieldPath;
  readonly text: string;
}

/** The boxes that speak of the same thing earlier, the latest first. */
function earlierPaths(path: FieldPath, years: readonly FiscalYear[]): readonly FieldPath[] {
  const key = parseFieldPath(path);
  if (key === undefined) return [];
  const last = years.at(-1);
  switch (key.block) {
    case 'head':
      return [];
    case 'overall':
      // The assessment of the whole period goes on from that of its last year.
      if (last === undefined || key.name === 'afterPlan') return [];
      return [`annual.${last}.${key.name}`];
    case 'progress': {
      const halves = years.flatMap((year) => [
        { year, path: `progress.${year}.firstHalf.${key.name}` as FieldPath },
        { year, path: `progress.${year}.secondHalf.${key.name}` as FieldPath },
      ]);
      const at = halves.findIndex((half) => half.path === path);
      return halves
        .slice(0, Math.max(0, at))
        .map((half) => half.path)
        .toReversed();
    }
    default: {
      if (!('year' in key)) return [];
      const before = years.filter((year) => year < key.year).toReversed();
      const same = before.map((year) => path.replace(`.${key.year}.`, `.${year}.`) as FieldPath);
      // An assessment is written with the progress of its year in view.
      const progress: readonly FieldPath[] =
        key.block === 'annual' && key.name === 'assessment'
          ? [`progress.${key.year}.secondHalf.text`, `progress.${key.year}.firstHalf.text`]
          : [];
      return [...progress, ...same];
    }
  }
}

/** The earlier texts of a box that hold something. */
export function earlierTexts(field: FieldRef): readonly EarlierText[] {
  const sheet = itemOf(field);
  if (sheet === undefined) return [];
  return earlierPaths(field.path, sheet.years).flatMap((path) => {
    const text = textOf({ ...field, path });
    return text.trim() === '' ? [] : [{ path, text }];
  });
}
