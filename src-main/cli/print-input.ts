import { basename, dirname, extname, resolve, sep } from 'node:path';
import { chooseItems, inOrder, ofGroup, ofSection } from '../../src-shared/domain/choose-items.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { isListPaper, type PaperKind } from '../../src-shared/contract/print-order.ts';
import type { GlancePlan } from '../../src-shared/glance/plan.ts';
import { japaneseDate, momentOnPaper } from '../../src-shared/paper/japanese-date.ts';
import { openConflict, stepOfId, type OpenConflict } from '../../src-shared/paper/open-papers.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { EarlierVersion, PrintRequest } from '../printing/print-request.ts';
import { UsageError } from './command.ts';
import { chosenOf, glanceOfForm } from './glance-of-form.ts';
import { openInput, type InputWorkbook } from './open-input.ts';
import { namesOfForm, type PrintOptions } from './print-options.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { mainGroupOf } from '../../src-shared/form/roles.ts';
import { mayGoByForm } from './may-go-by-form.ts';

/** What `print` was given, opened and chosen. */
export interface PrintInput {
  readonly workbook: InputWorkbook;
  readonly request: PrintRequest;
}

export async function printInput(options: PrintOptions): Promise<Result<PrintInput, Failure>> {
  const opened = await openPrintable(options);
  if (!opened.ok) return opened;
  const workbook = ok(opened.value.workbook);
  const counted = opened.value.counted === undefined ? ok(undefined) : chosenOf(opened.value.counted, options);
  if (!counted.ok) return counted;
  const items = counted.value === undefined ? itemsOf(workbook.value.items, options) : ok(workbook.value.items);
  if (!items.ok) return items;
  const earlier = await earlierOf(options, workbook.value);
  if (!earlier.ok) return earlier;
  const { step } = options;
  if (step !== undefined && stepOfId(workbook.value.items, step) === undefined)
    throw new UsageError(`--step: the plan has no step ${step}`);
  const form = formOf(workbook.value.items[0] ?? {});
  const conflicts = options.paper === 'conflicts' ? await conflictsOf(workbook.value, options) : ok([]);
  if (!conflicts.ok) return conflicts;
  const now = new Date();
  const today = japaneseDate(now);
  const booklet = {
    title: options.title ?? basename(options.file, extname(options.file)),
    meeting: options.meeting,
    date: options.date ?? today,
    dividers: options.dividers,
  };
  return ok({
    workbook: workbook.value,
    request: {
      file: basename(options.file),
      folder: `${dirname(resolve(options.file))}${sep}`,
      items: items.value,
      all: workbook.value.items,
      policy: options.policy,
      ...momentOnPaper(now),
      today,
      paper: options.paper,
      earlier: earlier.value,
      onlyChanged: options.onlyChanged,
      booklet: options.booklet ? booklet : undefined,
      ...namesOfForm(options, form),
      group: options.group,
      by: options.by,
      rule: options.rule,
      bands: options.bands,
      newFirst: options.newFirst,
      plan: isListPaper(options.paper) ? options.title : undefined,
      counted: counted.value,
      step,
      conflicts: conflicts.value,
      digitEms: options.digitEms,
    },
  });
}

/** The workbook to be printed; one of another form by its description, as its own sheets. */
async function openPrintable({ file, form, paper }: PrintOptions): Promise<Result<Printable, Failure>> {
  const first = form === undefined ? await openInput(file) : undefined;
  const asFirst = (opened: Result<InputWorkbook, Failure>): Result<Printable, Failure> =>
    opened.ok ? ok({ workbook: opened.value }) : opened;
  if (first !== undefined && (!mayGoByForm(file, first) || (first.ok && paper !== 'form'))) return asFirst(first);
  const { openByForm, openByKnown } = await import('./open-form.ts');
  const opened = first === undefined ? await openByForm(file, form as string) : await openByKnown(file, first);
  if (opened === undefined) return asFirst(first as Result<InputWorkbook, Failure>);
  if (!opened.ok) return opened;
  const { itemsByForm, printableOf } = await import('./print-by-form.ts');
  if (papersOfRoles.has(paper)) return ok({ workbook: printableOf(opened.value), counted: glanceOfForm(opened.value) });
  if (paper === 'form') return ok({ workbook: printableOf(opened.value) });
  if (papersOfItems.has(paper)) return ok({ workbook: { ...printableOf(opened.value), ...itemsByForm(opened.value) } });
  const known = ['form', ...papersOfItems, ...papersOfRoles];
  throw new UsageError(`a workbook of another form is printed as one of ${known.join(', ')}`);
}

interface Printable {
  readonly workbook: InputWorkbook;
  /** The items of another form, for a list about them. */
  readonly counted?: GlancePlan;
}

/** Papers that go by the roles of a form's description. */
const papersOfRoles: ReadonlySet<PaperKind> = new Set(['list', 'tally', 'indicators']);
/** Papers about each item, in the blocks and labels of its form. */
const papersOfItems: ReadonlySet<PaperKind> = new Set(['meeting', 'comparison']);

/** The chosen items, each once; hidden sheets only when a list names them. */
function itemsOf(
  all: readonly ItemSheet[],
  { items: list, section, pillar, order }: PrintOptions,
): Result<readonly ItemSheet[], Failure> {
  const listed = list === undefined ? ok(all.filter((item) => !item.hidden)) : chooseItems(all, list);
  if (!listed.ok) return listed;
  const bySection = section === undefined ? listed.value : ofSection(listed.value, section);
  if (section !== undefined && bySection.length === 0)
    return err({ kind: 'unknown-section', reason: 'none', values: { section } });
  const byPillar = pillar === undefined ? bySection : ofGroup(bySection, pillar, mainGroupOf);
  if (byPillar.length === 0) return err({ kind: 'unknown-item', reason: 'none', values: { no: pillar ?? list ?? '' } });
  return ok(inOrder(byPillar, order));
}

/** The workbook that is compared with: a file, or a version of the plan folder. */
async function earlierOf(
  { file, since, fixed, planFolder, form, paper }: PrintOptions,
  workbook: InputWorkbook,
): Promise<Result<EarlierVersion | undefined, Failure>> {
  if (since !== undefined) {
    if (form !== undefined) return earlierByForm(since, form, paper, basename(since));
    const before = await openInput(since);
    return before.ok ? ok({ items: before.value.items, package: before.value.package, name: basename(since) }) : before;
  }
  if (fixed === undefined) return ok(undefined);
  const { openEarlier, versionTitle } = await import('../printing/version-to-compare.ts');
  const { chooseVersion, listFixedVersions, readFixedVersion } = await import('../exchange/folder/fixed-versions.ts');
  const { foldersOf } = await import('../exchange/folder/keep-sendings.ts');
  const version = chooseVersion(
    await listFixedVersions(planFolder === undefined ? await foldersOf(file, () => identify(workbook)) : [planFolder]),
    fixed,
  );
  if (!version.ok) return version;
  const bytes = await readFixedVersion(version.value);
  if (!bytes.ok) return bytes;
  const name = versionTitle(version.value);
  return form === undefined
    ? openEarlier(bytes.value, name, version.value.file)
    : earlierByForm(version.value.file, form, paper, name);
}

/** An earlier workbook of another form, as the paper compares with it. */
async function earlierByForm(
  file: string,
  form: string,
  paper: PaperKind,
  name: string,
): Promise<Result<EarlierVersion, Failure>> {
  const { openByForm } = await import('./open-form.ts');
  const { itemsByForm } = await import('./print-by-form.ts');
  const before = await openByForm(file, form);
  if (!before.ok) return before;
  return ok({
    items: papersOfItems.has(paper) ? itemsByForm(before.value).items : [],
    package: before.value.package,
    name,
    counted: glanceOfForm(before.value).items,
  });
}

async function identify({ bytes, plan, items }: InputWorkbook) {
  const { identityOfItems } = await import('../exchange/folder/find-folder.ts');
  return identityOfItems(bytes, plan.planId, items);
}

/** What the plan folder's exchange has left undecided. */
async function conflictsOf(
  workbook: InputWorkbook,
  { file, planFolder }: PrintOptions,
): Promise<Result<readonly OpenConflict[], Failure>> {
  const { ExchangeState } = await import('../exchange/core/exchange-state.ts');
  const { findMemory } = await import('../exchange/folder/keep-sendings.ts');
  const { exchangedFrom } = await import('../exchange/core/open-exchanged.ts');
  const { PlanFolder } = await import('../exchange/folder/plan-folder.ts');
  const { exchangeParts } = await import('../exchange/desk/views.ts');
  const named = planFolder === undefined ? undefined : await PlanFolder.find(planFolder);
  if (planFolder !== undefined && named === undefined)
    return err({ kind: 'not-found', reason: 'file', file: planFolder });
  const beside = named === undefined ? await findMemory(file, () => identify(workbook)) : undefined;
  const several = beside?.ok === true ? beside.value.several : undefined;
  if (several !== undefined)
    return err({
      kind: 'plan-folder',
      reason: 'several',
      values: { folders: several.map((one) => basename(one)).join('、') },
    });
  const memory = named === undefined ? (beside?.ok === true ? ok(beside.value.memory) : beside) : await named.memory();
  if (memory === undefined || !memory.ok) return memory ?? err({ kind: 'not-found', reason: 'file', file });
  const { marks, snapshot } = exchangedFrom(workbook.bytes, workbook);
  const state = new ExchangeState(memory.value, snapshot, new Set(marks.descends));
  return ok(
    exchangeParts(
      state,
      workbook.items.map(({ key }) => key),
    ).conflicts.map(openConflict),
  );
}
