import type { FieldPath, FiscalYear } from '../../src-shared/domain/fields.ts';

/** The paths of the first form, as tests write them out: they know the form by name, the program does not. */
const headPaths = [
  'pillar',
  'majorItem',
  'no',
  'middleItem',
  'sections',
  'title',
  'background',
  'purpose',
  'actions',
] as const;

type HeadPath = (typeof headPaths)[number];
type Half = 'firstHalf' | 'secondHalf';

/** A path taken apart; the union is what exhaustive code switches over. */
type FieldKey =
  | { readonly block: 'head'; readonly name: HeadPath }
  | { readonly block: 'steps'; readonly row: number; readonly name: 'current' }
  | { readonly block: 'steps'; readonly row: number; readonly year: FiscalYear; readonly name: 'plan' | 'actual' }
  | { readonly block: 'indicators'; readonly row: number; readonly name: 'name' | 'current' }
  | { readonly block: 'indicators'; readonly row: number; readonly year: FiscalYear; readonly name: 'plan' | 'actual' }
  | { readonly block: 'progress'; readonly year: FiscalYear; readonly half: Half; readonly name: 'text' | 'status' }
  | { readonly block: 'annual'; readonly year: FiscalYear; readonly name: 'assessment' | 'grade' | 'nextSteps' }
  | { readonly block: 'overall'; readonly name: 'assessment' | 'grade' | 'nextSteps' | 'afterPlan' };

const heads: ReadonlySet<string> = new Set(headPaths);
const patterns = {
  rowCurrent: /^steps\.(\d{1,4})\.current$/,
  rowName: /^indicators\.(\d{1,4})\.(name|current)$/,
  rowYear: /^(steps|indicators)\.(\d{1,4})\.(\d{4})\.(plan|actual)$/,
  progress: /^progress\.(\d{4})\.(firstHalf|secondHalf)\.(text|status)$/,
  annual: /^annual\.(\d{4})\.(assessment|grade|nextSteps)$/,
  overall: /^overall\.(assessment|grade|nextSteps|afterPlan)$/,
} as const;

/** Takes a path apart; `undefined` for a text that is no path of the form. */
export function parseFieldPath(path: string): FieldKey | undefined {
  if (heads.has(path)) return { block: 'head', name: path as HeadPath };
  let m = patterns.progress.exec(path);
  if (m) return { block: 'progress', year: Number(m[1]), half: m[2] as Half, name: m[3] as 'text' | 'status' };
  m = patterns.annual.exec(path);
  if (m) return { block: 'annual', year: Number(m[1]), name: m[2] as 'assessment' | 'grade' | 'nextSteps' };
  m = patterns.overall.exec(path);
  if (m) return { block: 'overall', name: m[1] as 'assessment' | 'grade' | 'nextSteps' | 'afterPlan' };
  m = patterns.rowYear.exec(path);
  if (m) {
    return {
      block: m[1] as 'steps' | 'indicators',
      row: Number(m[2]),
      year: Number(m[3]),
      name: m[4] as 'plan' | 'actual',
    };
  }
  m = patterns.rowCurrent.exec(path);
  if (m) return { block: 'steps', row: Number(m[1]), name: 'current' };
  m = patterns.rowName.exec(path);
  if (m) return { block: 'indicators', row: Number(m[1]), name: m[2] as 'name' | 'current' };
  return undefined;
}

/** The path of a key; inverse of `parseFieldPath`. */
export function fieldPath(key: FieldKey): FieldPath {
  switch (key.block) {
    case 'head':
      return key.name;
    case 'steps':
      return 'year' in key ? `steps.${key.row}.${key.year}.${key.name}` : `steps.${key.row}.${key.name}`;
    case 'indicators':
      return 'year' in key ? `indicators.${key.row}.${key.year}.${key.name}` : `indicators.${key.row}.${key.name}`;
    case 'progress':
      return `progress.${key.year}.${key.half}.${key.name}`;
    case 'annual':
      return `annual.${key.year}.${key.name}`;
    case 'overall':
      return `overall.${key.name}`;
  }
}
