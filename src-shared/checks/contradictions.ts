import { orderedPaths } from './order.ts';
import { parseFieldPath, type FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { isBlank, type TextOf } from './missing.ts';
import { parseSections } from '../domain/sections.ts';

export type ContradictionKind =
  | 'grade-without-text'
  | 'text-without-grade'
  | 'status-without-text'
  | 'text-without-status'
  | 'actual-without-plan'
  | 'no-lead-section'
  | 'several-lead-sections';

export interface Contradiction {
  readonly kind: ContradictionKind;
  /** The field to go to: the empty one of a pair. */
  readonly path: FieldPath;
}

/** A pair of fields of which one alone makes no sense, with the findings for «only the mark» and «only the text». */
interface Pair {
  readonly text: FieldPath;
  readonly mark: FieldPath;
  readonly onlyMark: ContradictionKind;
  readonly onlyText: ContradictionKind;
}

function pairOf(path: FieldPath): Pair | undefined {
  const key = parseFieldPath(path);
  if (key?.block === 'progress' && key.name === 'text') {
    return {
      text: path,
      mark: `progress.${key.year}.${key.half}.status`,
      onlyMark: 'status-without-text',
      onlyText: 'text-without-status',
    };
  }
  if (key?.block === 'annual' && key.name === 'assessment') {
    return {
      text: path,
      mark: `annual.${key.year}.grade`,
      onlyMark: 'grade-without-text',
      onlyText: 'text-without-grade',
    };
  }
  if (path === 'overall.assessment') {
    return { text: path, mark: 'overall.grade', onlyMark: 'grade-without-text', onlyText: 'text-without-grade' };
  }
  return undefined;
}

/** What on a sheet contradicts itself, in the order of the form. A pair with both boxes empty is merely unfilled. */
export function contradictions(sheet: ItemSheet, textOf: TextOf): readonly Contradiction[] {
  const found: Contradiction[] = [];
  for (const path of orderedPaths(sheet)) {
    if (path === 'sections') {
      const sections = parseSections(textOf(path));
      const leads = sections.filter((section) => section.lead).length;
      if (sections.length > 0 && leads === 0) found.push({ kind: 'no-lead-section', path });
      if (leads > 1) found.push({ kind: 'several-lead-sections', path });
      continue;
    }
    const pair = pairOf(path);
    if (pair !== undefined && sheet.fields[pair.mark] !== undefined) {
      const hasText = !isBlank(textOf(pair.text));
      const hasMark = !isBlank(textOf(pair.mark));
      if (hasMark && !hasText) found.push({ kind: pair.onlyMark, path: pair.text });
      if (hasText && !hasMark) found.push({ kind: pair.onlyText, path: pair.mark });
      continue;
    }
    const key = parseFieldPath(path);
    if ((key?.block === 'steps' || key?.block === 'indicators') && 'year' in key && key.name === 'actual') {
      const plan: FieldPath = `${key.block}.${key.row}.${key.year}.plan`;
      if (sheet.fields[plan] !== undefined && !isBlank(textOf(path)) && isBlank(textOf(plan))) {
        found.push({ kind: 'actual-without-plan', path: plan });
      }
    }
  }
  return found;
}
