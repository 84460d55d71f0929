import type { Failure } from '../../src-shared/failures/failures.ts';
import { imposed, placesOnPaper, sidesOf } from '../../src-shared/paper/impose.ts';
import type { ListPaper } from '../../src-shared/paper/list-paper.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import { sideToDraw, type SideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import { watchedForSmallType } from '../../src-shared/paper/small-type.ts';
import { isListPaper } from '../../src-shared/contract/print-order.ts';
import { parseBands } from '../../src-shared/glance/rates.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { paperUnits } from '../printing/described-units.ts';
import { listOf } from '../printing/list-of.ts';
import { preparePrint } from '../printing/print-job.ts';
import type { EarlierVersion, PrintJob, PrintRequest } from '../printing/print-request.ts';
import { openEarlier } from '../printing/version-to-compare.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { openWithEdits } from './open-with-edits.ts';
import type { Emit, PagesRequest, PartRequests, WorkerRequests } from './requests.ts';
import type { WithWorkbook } from '../engine/jobs/requests.ts';

type Args = PagesRequest & WithWorkbook;

/** Opens what an order is about: of today's workbook the sheets to be printed (all, where versions are compared) with their drafts, and the one that it is compared with. */
function opened(args: Args): Result<{ readonly workbook: OpenedWorkbook; readonly request: PrintRequest }, Failure> {
  const only = args.since === undefined ? new Set(args.items) : undefined;
  const workbook = openWithEdits(
    args.bytes,
    args.edits.filter(({ item }) => only?.has(item) !== false),
    { form: args.form, ...(only === undefined ? {} : { only }) },
  );
  if (!workbook.ok) return workbook;
  const earlier = earlierOf(args);
  if (!earlier.ok) return earlier;
  const chosen = args.items.flatMap((key) => workbook.value.items.find((item) => item.key === key) ?? []);
  const isForm = args.paper === undefined || args.paper === 'form';
  const items = workbook.value.byForm === undefined || !isForm ? chosen : paperUnits(chosen);
  const {
    file,
    folder,
    policy,
    date,
    time,
    today,
    paper,
    onlyChanged,
    booklet,
    blocks,
    columns,
    step,
    conflicts,
    boxes,
  } = args;
  return ok({
    workbook: workbook.value,
    request: {
      file,
      folder,
      items,
      all: workbook.value.items,
      policy,
      date,
      time,
      today,
      paper,
      earlier: earlier.value,
      onlyChanged,
      booklet,
      blocks,
      columns,
      group: args.group,
      by: args.by,
      rule: args.rule,
      bands: args.bands === undefined ? undefined : parseBands(args.bands),
      plan: args.plan === '' ? undefined : args.plan,
      newFirst: args.newFirst,
      step,
      conflicts,
      boxes,
    },
  });
}

function earlierOf({ since, bytes, file, version }: Args): Result<EarlierVersion | undefined, Failure> {
  if (since === undefined) return ok(undefined);
  if (since.kind === 'file') return openEarlier(bytes, 'ファイルの文', file);
  return version === undefined
    ? err({ kind: 'fixed-version', reason: 'none' })
    : openEarlier(version.bytes, version.name, version.name);
}

interface Prepared {
  readonly job: PrintJob;
  readonly places: readonly number[];
}

function prepared(args: Args): Result<Prepared, Failure> {
  const input = opened(args);
  if (!input.ok) return input;
  const job = preparePrint(input.value.workbook.package, input.value.request);
  return job.ok ? ok({ job: job.value, places: placesOnPaper(job.value.pages, args) }) : job;
}

export function pages(args: WorkerRequests['pages']['args']): WorkerRequests['pages']['answer'] {
  const made = prepared(args);
  if (!made.ok) return made;
  const { job, places } = made.value;
  const perSide = args.perSheet === 2 ? 2 : 1;
  const first = ((args.from ?? 1) - 1) * perSide;
  const wanted = places.slice(first, args.count === undefined ? undefined : first + args.count * perSide);
  const notes: LayoutNote[] = [];
  const shown = [...imposed(watchedForSmallType(pagesOf(job, wanted, notes), args, notes), args)];
  return ok({ pages: shown, notes, total: sidesOf(places.length, args) });
}

function* pagesOf(job: PrintJob, places: readonly number[], notes: LayoutNote[]): Generator<PrintedPage> {
  for (const sheet of job.sheets(new Set(places))) {
    notes.push(...sheet.notes);
    yield* sheet.pages;
  }
}

/** Sides that cross to main at a time. */
const chunk = 12;

/** A whole job, side after side; nothing is laid out before what was there has been taken. */
async function sides(args: Args, emit: Emit<PartRequests['sides']['part']>): Promise<PartRequests['sides']['answer']> {
  const made = prepared(args);
  if (!made.ok) return made;
  const { job, places } = made.value;
  await emit({ total: sidesOf(places.length, args) });
  let waiting: SideToDraw[] = [];
  let count = 0;
  for (const side of imposed(pagesOf(job, places, []), args)) {
    count += 1;
    if (waiting.push(sideToDraw(side)) < chunk) continue;
    await emit({ sides: waiting });
    waiting = [];
  }
  if (waiting.length > 0) await emit({ sides: waiting });
  return ok({ sides: count });
}

export function listPaper(args: Args): Result<ListPaper, Failure> {
  const input = opened(args);
  if (!input.ok) return input;
  const { paper } = input.value.request;
  if (paper === undefined || !isListPaper(paper)) throw new Error('no list was ordered');
  return ok(listOf(paper, input.value.request));
}

export const performPrint = { sides };
