import { missingPaths } from '../checks/missing.ts';
import { stageOf, stepId, stepsOf, type Step } from '../checks/timetable.ts';
import { eraYear } from '../domain/era-year.ts';
import type { ConflictView, SourceView } from '../domain/exchange.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { fieldLabel, shortLabels } from '../form/field-label.ts';
import { formOf } from '../form/forms.ts';
import type { FormModel } from '../form/model.ts';
import { titleOf } from '../form/roles.ts';
import { leadOf, oneLine, titleHeading, yearsOf } from './item-list.ts';
import { fillWidth, type ListPaper } from './list-paper.ts';

/** A box of which a person has not decided yet what it says. */
export interface OpenConflict {
  /** `ItemSheet.key`. */
  readonly item: string;
  readonly path: FieldPath;
  /** `null` where it is not known. */
  readonly base: string | null;
  /** What stands in the workbook now. */
  readonly now: string;
  readonly others: readonly { readonly from: string; readonly text: string }[];
}

const sourceName = (source: SourceView): string =>
  source.kind === 'master'
    ? '台帳'
    : source.kind === 'decision'
      ? `${source.name}（決定）`
      : fileName(source.name, [source.section, source.who]);

/** Who sent it, and the file to look into. */
function fileName(name: string, whose: readonly (string | undefined)[]): string {
  const who = whose.filter((part) => part !== undefined && part !== '').join(' ');
  return who === '' ? name : `${who}　${name}`;
}

/** A conflict of the exchange in the words of the paper. */
export const openConflict = ({ item, path, base, mine, candidates }: ConflictView): OpenConflict => ({
  item,
  path,
  base,
  now: mine,
  others: candidates
    .filter(({ value }) => value !== mine)
    .map(({ value, from }) => ({ from: from.map(sourceName).join('、'), text: value })),
});

/** 食い違いの一覧: boxes that nobody has decided yet, with what each side says. */
export function conflictPaper(
  items: readonly ItemSheet[],
  conflicts: readonly OpenConflict[],
  notes: readonly string[],
): ListPaper {
  const rows = items.flatMap((item) =>
    conflicts
      .filter((conflict) => conflict.item === item.key)
      .map((conflict) => [
        item.no.trim(),
        oneLine(titleOf(item)),
        fieldLabel(conflict.path, formOf(item)),
        conflict.base ?? '（不明）',
        conflict.now,
        conflict.others.map(({ from, text }) => `【${from}】\n${text === '' ? '（空欄）' : text}`).join('\n'),
      ]),
  );
  return {
    name: '食い違いの一覧',
    title: '食い違いの一覧',
    notes: [...notes, rows.length === 0 ? '決めていない食い違いはありません。' : `決めていない欄　${rows.length}件`],
    landscape: true,
    widths: [32, 110, 88, 150, 165, 200],
    tables:
      rows.length === 0
        ? []
        : [
            {
              columns: ['No.', titleHeading(items), '欄', '元の文', '今の文', '提出された文'].map((heading, index) => ({
                heading,
                look: index === 0 ? 'centre' : 'text',
              })),
              rows,
            },
          ],
  };
}

/** What a step is called on paper. */
function stepName(step: Step, form: FormModel): string {
  const title = stageOf(step, form)?.title ?? step.kind;
  return step.year === undefined ? title : `${eraYear(step.year)} ${title}`;
}

/** The step of an id; `undefined` when the items' plan has none of that id. */
export const stepOfId = (items: readonly ItemSheet[], id: string): Step | undefined =>
  stepsOf(yearsOf(items), formOf(items[0] ?? {})).find((step) => stepId(step) === id);

/** 未記入の一覧: boxes that a step asks for and that are empty, by item, the lead section beside it. */
export function missingPaper(items: readonly ItemSheet[], step: Step, notes: readonly string[]): ListPaper {
  const rows = items.flatMap((item) => {
    const missing = missingPaths(item, (path) => item.fields[path]?.text ?? '', step);
    return missing.length === 0 ? [] : [{ item, missing }];
  });
  const { landscape, widths } = fillWidth([32, 150, 84, 0, 36], 150);
  const boxes = rows.reduce((sum, { missing }) => sum + missing.length, 0);
  return {
    name: '未記入の一覧',
    title: `未記入の一覧　${stepName(step, formOf(items[0] ?? {}))}`,
    notes: [
      ...notes,
      rows.length === 0
        ? `全${items.length}件とも、記入が済んでいます。`
        : `全${items.length}件のうち、未記入のある個票　${rows.length}件（${boxes}欄）`,
    ],
    landscape,
    widths,
    tables:
      rows.length === 0
        ? []
        : [
            {
              columns: [
                { heading: 'No.', look: 'centre' },
                { heading: titleHeading(items), look: 'text' },
                { heading: '主担当課', look: 'text' },
                { heading: '未記入の欄', look: 'text' },
                { heading: '欄数', look: 'number' },
              ],
              rows: rows.map(({ item, missing }) => [
                item.no.trim(),
                oneLine(titleOf(item)),
                leadOf(item),
                shortLabels(missing, item).join('、'),
                String(missing.length),
              ]),
            },
          ],
  };
}
