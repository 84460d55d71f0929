import type { FormDescription } from '../../src-shared/form/description.ts';

/** A form with another text, another block and a grade list of three, each one entry of the description. */
export function grownForm(form: FormDescription): FormDescription {
  const added = structuredClone(form) as unknown as {
    editions: { sheets: { blocks: unknown[]; draw: { rows: unknown[] } }[] }[];
  };
  const [sheet] = added.editions[0]?.sheets ?? [];
  const [head] = (sheet?.blocks ?? []) as { fields: unknown[] }[];
  const beside = (label: string) => ({ side: 'right', rows: [label] });
  head?.fields.push({ path: 'risk', kind: 'text', place: beside('想定される危険') });
  const grade = {
    path: 'outside.grade',
    kind: 'choice',
    role: 'grade',
    choices: ['優', '良', '可'],
    shown: '外部の評価',
  };
  const fields = [
    { path: 'outside.text', kind: 'text', place: beside('外部の意見') },
    { ...grade, place: beside('外部の評価') },
  ];
  sheet?.blocks.push({ id: 'outside', heading: '外部評価', fields });
  const row = (...boxes: unknown[]) => ({ height: 30, boxes });
  const pair = (label: string, field: string) => [
    { style: 'label', label, from: 0, to: 1 },
    { style: 'text', path: field, from: 2, to: 'end' },
  ];
  sheet?.draw.rows.push(
    row(...pair('想定される危険', 'risk')),
    row({ style: 'label', label: '外部評価', from: 0, to: 'end' }),
    row(...pair('外部の意見', 'outside.text')),
    row(...pair('外部の評価', 'outside.grade')),
  );
  return added as unknown as FormDescription;
}
