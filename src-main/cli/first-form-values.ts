import { parseFieldPath } from '../../src-shared/domain/fields.ts';
import type { SheetField } from '../../src-shared/domain/item.ts';
import type { FieldKind, FieldRole } from '../../src-shared/form/description.ts';
import { fieldValue, type FieldValue } from '../../src-shared/form/values.ts';
import { labelWords, type LabelName } from '../engine/read/form/form-table.ts';

interface Said {
  readonly kind: FieldKind;
  readonly label: LabelName;
  readonly role?: FieldRole;
}

const heads: Readonly<Record<string, Said>> = {
  pillar: { kind: 'line', label: 'pillar', role: 'group' },
  majorItem: { kind: 'line', label: 'majorItem', role: 'group' },
  middleItem: { kind: 'line', label: 'middleItem', role: 'group' },
  no: { kind: 'code', label: 'no', role: 'no' },
  sections: { kind: 'person', label: 'sections', role: 'section' },
  title: { kind: 'line', label: 'title', role: 'title' },
  background: { kind: 'text', label: 'background' },
  purpose: { kind: 'text', label: 'purpose' },
  actions: { kind: 'text', label: 'actions' },
};
const ends: Readonly<Record<string, Said>> = {
  assessment: { kind: 'text', label: 'assessment' },
  grade: { kind: 'choice', label: 'assessment', role: 'grade' },
  nextSteps: { kind: 'text', label: 'nextSteps' },
  afterPlan: { kind: 'text', label: 'afterPlan' },
};

/** `--values` of the first form: what its table of labels says of each field. */
export function firstFormValue(field: SheetField): FieldValue {
  const key = parseFieldPath(field.path);
  const year = key !== undefined && 'year' in key ? key.year : undefined;
  const { kind, label, role } = saidOf(key);
  return fieldValue({
    text: field.text,
    number: field.raw.kind === 'number' ? field.raw.value : undefined,
    traits: {
      kind,
      ...(role === undefined ? {} : { role }),
      ...(field.choices === undefined ? {} : { choices: field.choices }),
    },
    year,
    label: labelWords(label),
    headings: headingsOf(key),
    applies: true,
  });
}

function saidOf(key: ReturnType<typeof parseFieldPath>): Said {
  switch (key?.block) {
    case 'head':
      return heads[key.name] as Said;
    case 'steps':
      return { kind: 'text', label: 'steps' };
    case 'indicators':
      return { kind: key.name === 'name' ? 'line' : 'number', label: 'indicators' };
    case 'progress':
      return key.name === 'status'
        ? { kind: 'choice', label: key.half, role: 'status' }
        : { kind: 'text', label: key.half };
    case 'annual':
    case 'overall':
      return ends[key.name] as Said;
    case undefined:
      return { kind: 'text', label: 'title' };
  }
}

function headingsOf(key: ReturnType<typeof parseFieldPath>): readonly string[] {
  if (key?.block !== 'steps' && key?.block !== 'indicators') return [];
  if (key.name === 'current') return ['現状'];
  return key.name === 'plan' ? ['計画'] : key.name === 'actual' ? ['実績'] : [];
}
