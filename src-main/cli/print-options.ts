import { dimensions } from '../../src-shared/glance/plan.ts';
import { parseBands, rateRules } from '../../src-shared/glance/rates.ts';
import { itemOrders } from '../../src-shared/domain/choose-items.ts';
import { dividerKinds } from '../../src-shared/paper/item-groups.ts';
import { listColumnIds, listGroups, usualColumns } from '../../src-shared/paper/item-list.ts';
import { meetingBlocks } from '../../src-shared/paper/meeting.ts';
import { isPageList } from '../../src-shared/paper/page-list.ts';
import { isListPaper, itemPapers, listPapers, type PaperKind } from '../../src-shared/contract/print-order.ts';
import { onePositional, parseArguments } from './arguments.ts';
import { UsageError } from './command.ts';
import { stepIds } from '../../src-shared/checks/reporting-steps.ts';
import { shippedForm } from '../../src-shared/form/forms.ts';
import type { FormModel } from '../../src-shared/form/model.ts';

const options = {
  out: { type: 'string' },
  items: { type: 'string' },
  section: { type: 'string' },
  pillar: { type: 'string' },
  order: { type: 'string' },
  layout: { type: 'string' },
  paper: { type: 'string' },
  columns: { type: 'string' },
  group: { type: 'string' },
  by: { type: 'string' },
  rule: { type: 'string' },
  bands: { type: 'string' },
  new: { type: 'string' },
  blocks: { type: 'string' },
  step: { type: 'string' },
  since: { type: 'string' },
  fixed: { type: 'string' },
  changed: { type: 'boolean' },
  'plan-folder': { type: 'string' },
  booklet: { type: 'boolean' },
  dividers: { type: 'string' },
  title: { type: 'string' },
  meeting: { type: 'string' },
  date: { type: 'string' },
  text: { type: 'string' },
  pages: { type: 'string' },
  'per-sheet': { type: 'string' },
  grey: { type: 'boolean' },
  measure: { type: 'boolean' },
  'digit-width': { type: 'string' },
  overwrite: { type: 'boolean' },
  form: { type: 'string' },
} as const;

const policies = ['grow', 'shrink', 'leave'] as const;

const first = shippedForm();

export const printUsage = `print FILE --out OUT.pdf [--form FORM.json] [--items LIST] [--section NAME] [--pillar TEXT] [--order ${itemOrders.join('|')}]
      [--layout ${itemPapers.join('|')} [--new left|right]] [--blocks ${meetingBlocks(first).join(',')}] [--text ${policies.join('|')}]
      [--booklet [--title TEXT] [--meeting TEXT] [--date TEXT] [--dividers ${dividerKinds.join('|')}]] [--since OLD.xlsx | --fixed NAME|latest] [--changed]
      [--pages LIST] [--per-sheet 2] [--grey] [--measure] [--overwrite]
    print FILE --paper ${listPapers.join('|')} --out OUT.pdf|OUT.xlsx [--title TEXT] [--columns ${usualColumns.join(',')}]
      [--group ${listGroups.join('|')}] [--by ${dimensions.join('|')}] [--rule ${rateRules.join('|')}] [--bands 100:NAME,80,60]
      [--step ${stepIds(first, 'YEAR').join('|')}] [--fixed NAME|latest] [--plan-folder DIR] [and the choices of items above]`;

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T {
  if (value === undefined) return allowed[0] as T;
  if (!(allowed as readonly string[]).includes(value))
    throw new UsageError(`--${name} is one of ${allowed.join(', ')}`);
  return value as T;
}

/** Blocks of the meeting paper and columns of the list, each one that the form has; throws `UsageError`. */
export function namesOfForm(
  { blocks, columns }: Pick<PrintOptions, 'blocks' | 'columns'>,
  form: FormModel,
): { readonly blocks: readonly string[] | undefined; readonly columns: readonly string[] | undefined } {
  const someOf = (name: string, value: string | undefined, allowed: readonly string[]): readonly string[] | undefined =>
    value?.split(',').map((entry) => oneOf(name, entry.trim(), allowed));
  return {
    blocks: someOf('blocks', blocks, meetingBlocks(form)),
    columns: someOf('columns', columns, listColumnIds(form)),
  };
}

/** The plan's classes of rates: `100:達成,80:おおむね達成,60`. */
function bandsOf(value: string | undefined) {
  const bands = value === undefined ? undefined : parseBands(value);
  if (value !== undefined && bands === undefined)
    throw new UsageError('--bands is a list of percents with names such as 100:達成,80,60');
  return bands;
}

/** For print-check: lays columns out as a program does that lacks the form's default font. */
function digitEms(value: string | undefined): number | undefined {
  const ems = value === undefined ? undefined : Number(value);
  if (ems !== undefined && !(ems >= 0.2 && ems <= 2)) throw new UsageError('--digit-width is a number of ems');
  return ems;
}

function kindOf(layout: string | undefined, paper: string | undefined): PaperKind {
  if (layout !== undefined && paper !== undefined)
    throw new UsageError('--layout is for item sheets, --paper for lists: give one of them');
  return paper === undefined ? oneOf('layout', layout, itemPapers) : oneOf('paper', paper, listPapers);
}

/** The arguments of `print`, checked; throws `UsageError`. */
export function printOptions(args: readonly string[]) {
  const { values, positionals } = parseArguments(args, options);
  const file = onePositional(positionals, 'FILE');
  const { out } = values;
  if (out === undefined) throw new UsageError('--out OUT.pdf is missing');
  const paper = kindOf(values.layout, values.paper);
  const workbook = /\.xlsx$/iu.test(out);
  if (workbook && !isListPaper(paper)) throw new UsageError('only lists (--paper) can be written as .xlsx');
  if (values.since !== undefined && values.fixed !== undefined)
    throw new UsageError('--since and --fixed exclude each other');
  const compared = values.since !== undefined || values.fixed !== undefined;
  if (!compared && (values.changed === true || paper === 'comparison'))
    throw new UsageError('--since OLD.xlsx or --fixed NAME is missing');
  if (values.dividers !== undefined && values.booklet !== true)
    throw new UsageError('--dividers are those of a --booklet');
  if (values.pages !== undefined && !isPageList(values.pages)) throw new UsageError('--pages is a list such as 1-3,8');
  return {
    file,
    out,
    workbook,
    paper,
    blocks: values.blocks,
    columns: values.columns,
    group: values.group === undefined ? undefined : oneOf('group', values.group, listGroups),
    by: values.by === undefined ? undefined : oneOf('by', values.by, dimensions),
    rule: oneOf('rule', values.rule, rateRules),
    bands: bandsOf(values.bands),
    newFirst: oneOf('new', values.new, ['right', 'left']) === 'left',
    items: values.items,
    section: values.section,
    pillar: values.pillar,
    order: oneOf('order', values.order, itemOrders),
    step: values.step,
    since: values.since,
    fixed: values.fixed,
    onlyChanged: values.changed === true || paper === 'comparison',
    planFolder: values['plan-folder'],
    booklet: values.booklet === true,
    dividers: values.dividers === undefined ? undefined : oneOf('dividers', values.dividers, dividerKinds),
    title: values.title,
    meeting: values.meeting,
    date: values.date,
    policy: oneOf('text', values.text, policies),
    pages: values.pages,
    perSheet: oneOf('per-sheet', values['per-sheet'], ['1', '2']) === '2' ? (2 as const) : (1 as const),
    grey: values.grey === true,
    measure: values.measure === true,
    digitEms: digitEms(values['digit-width']),
    overwrite: values.overwrite,
    form: values.form,
  };
}
export type PrintOptions = ReturnType<typeof printOptions>;
