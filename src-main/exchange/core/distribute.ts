import { randomUUID } from 'node:crypto';
import type { SendingOptions } from '../../../src-shared/contract/sending.ts';
import { partOf } from '../../../src-shared/domain/item.ts';
import {
  defaultPattern,
  distinctNames,
  fileNameFrom,
  type YearStyle,
} from '../../../src-shared/domain/file-name-pattern.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { markForSending, type SentFacts } from '../../engine/write/marks/exchange-parts.ts';
import { lockBoxes } from '../../engine/write/lock/lock-boxes.ts';
import { PackageDraft } from '../../engine/write/draft/package-draft.ts';
import { changeNotes } from '../../engine/write/notes/change-notes.ts';
import { ExchangeState } from './exchange-state.ts';
import { itemIdsOf, planIdOf } from './item-ids.ts';
import { nextOrder } from './sendings-in-order.ts';
import { everythingKnown } from './knowledge.ts';
import { hashOf, keptContents, openExchanged, seeing, type ExchangedWorkbook } from './open-exchanged.ts';
import type { RecordOf } from './records.ts';
import { noteAuthor, withRequests } from './request-notes.ts';
import { requestsToCarry } from './requests.ts';
import { belongsToStep, stepCode, stepName } from '../../../src-shared/checks/reporting-steps.ts';
import { checkSending } from './check-sending.ts';
import { takeOutInSteps, type CellPlace, type TakeOut } from './take-out-in-steps.ts';
import { parcelsOf, type Parcel } from './sections.ts';
import type { CarriedRequest, Snapshot } from './snapshot.ts';
import type { Memory } from './memory.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';
import { formOf } from '../../../src-shared/form/forms.ts';

export interface DistributeInput extends SendingOptions {
  readonly master: ExchangedWorkbook;
  readonly memory: Memory;
  readonly takeOut: TakeOut;
  /** Which parcels to send; all when missing. */
  readonly choose?: (parcels: readonly Parcel[]) => readonly Parcel[];
  /** How the names write years; western when missing. */
  readonly years?: YearStyle;
}

/** One workbook to send, with what to remember of it. */
export interface Sending {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly base: Snapshot;
  readonly record: RecordOf<'sent'>;
  readonly emptied: readonly CellPlace[];
  readonly warnings: readonly Warning[];
}

/** Who sends and when. */
export interface SendingStamp {
  readonly at: string;
  readonly by?: string;
}

/** Workbooks to send, made one after another: what they share has been worked out. */
export interface Sendings {
  readonly total: number;
  /** Makes the next one each time it is asked; ends with the first failure. */
  make(): Generator<Result<Sending, Failure>, void, undefined>;
}

/**
 * Makes one workbook per section with its items, in the city's own form, marked with ids and carrying the base of its own
 * items. Nothing is written and nothing remembered: the caller archives bases and records with the files.
 */
export function prepareSendings(input: DistributeInput, stamp: SendingStamp): Sendings {
  const { master } = input;
  const state = new ExchangeState(input.memory, master.snapshot, new Set(master.marks.descends));
  const planId = planIdOf(state);
  const ids = itemIdsOf(state, planId);
  const all = parcelsOf(master.snapshot.items, input.by);
  const parcels = input.choose === undefined ? all : input.choose(all);
  const names = distinctNames(
    parcels.map(({ section, items }) =>
      fileNameFrom(input.pattern ?? defaultPattern, {
        section,
        numbers: items.map((index) => master.snapshot.items[index]!.no),
        ...(input.step === undefined
          ? {}
          : { step: stepName(input.step, formOf(master.snapshot.items[0] ?? {}), input.years ?? 'western') }),
        ...(input.due === undefined ? {} : { due: input.due }),
      }),
    ),
  );
  const keysOf = ({ items }: Parcel): readonly string[] => items.map((index) => master.opened.items[index]!.key);
  const shared: Shared = {
    input: { ...input, takeOut: takeOutInSteps(input.takeOut, master, parcels.map(keysOf)) },
    stamp,
    planId,
    ids,
    // What the master says it was made from counts even where the memory is another one.
    absorbs: [...new Set([...everythingKnown(state.knowledge), ...master.marks.descends])],
    order: nextOrder(input.memory.records),
  };
  return {
    total: parcels.length,
    *make() {
      for (const [index, parcel] of parcels.entries()) {
        const made = makeSending(shared, parcel, names[index]!, requestsToCarry(state, parcel.items, ids));
        yield made;
        if (!made.ok) return;
      }
    },
  };
}

/** All of them at once. */
export function distribute(input: DistributeInput, stamp: SendingStamp): Result<readonly Sending[], Failure> {
  const sendings: Sending[] = [];
  for (const made of prepareSendings(input, stamp).make()) {
    if (!made.ok) return made;
    sendings.push(made.value);
  }
  return ok(sendings);
}

interface Shared {
  readonly input: DistributeInput;
  readonly stamp: SendingStamp;
  readonly planId: string;
  /** Item ids by the items' places in the master. */
  readonly ids: readonly string[];
  /** What the workbooks already hold. */
  readonly absorbs: readonly string[];
  readonly order: number;
}

function makeSending(
  { input, stamp, planId, ids, absorbs, order }: Shared,
  parcel: Parcel,
  name: string,
  requests: readonly CarriedRequest[],
): Result<Sending, Failure> {
  const made = makeWorkbook(input, parcel, { planId, ids, requests, absorbs, sentAt: stamp.at });
  if (!made.ok) return made;
  const { bytes, base, emptied, warnings } = made.value;
  const { step, due, note, sender, pattern } = input;
  return ok({
    name,
    bytes,
    base,
    emptied,
    warnings,
    record: {
      kind: 'sent',
      id: base.exportId!,
      ...stamp,
      planId,
      section: parcel.section,
      file: name,
      items: parcel.items
        .map((place) => base.items.find((item) => item.id === ids[place])!)
        .map((item) => ({ id: item.id ?? '', no: item.no, sheet: item.sheet, title: titleIn(item) })),
      ...(step === undefined ? {} : { step: stepCode(step) }),
      ...(due === undefined ? {} : { due }),
      ...(note === undefined ? {} : { note }),
      ...(sender === undefined ? {} : { sender }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(input.lock === true ? { lock: true } : {}),
      ...(input.sentBack === undefined ? {} : { sentBack: input.sentBack }),
      ...(requests.length === 0 ? {} : { requests: requests.map((request) => request.id) }),
      order,
      sha256: hashOf(bytes),
      absorbs: [...absorbs],
    },
  });
}

interface Made {
  readonly bytes: Uint8Array;
  readonly base: Snapshot;
  readonly emptied: readonly CellPlace[];
  readonly warnings: readonly Warning[];
}

interface Sent {
  readonly planId: string;
  /** Item ids by the items' places in the master. */
  readonly ids: readonly string[];
  readonly requests: readonly CarriedRequest[];
  /** What the workbook already holds. */
  readonly absorbs: readonly string[];
  readonly sentAt: string;
}

function makeWorkbook(
  input: DistributeInput,
  parcel: Parcel,
  { planId, ids, requests, absorbs, sentAt }: Sent,
): Result<Made, Failure> {
  const { master } = input;
  const form = master.any?.form;
  const seen = seeing(true);
  const extracted = input.takeOut(
    master,
    parcel.items.map((index) => master.opened.items[index]!.key),
    { onSheet: seen.onSheet },
  );
  // Sheets cannot be taken out of a workbook whose structure is locked: it goes whole, and the sender is told.
  const whole = !extracted.ok && extracted.failure.kind === 'structure' && extracted.failure.reason === 'locked';
  if (!extracted.ok && !whole) return extracted;
  // What stays keeps its order, and its names; of a list's rows those with one number are told apart by the order alone.
  const sent = whole ? master.snapshot.items.map((_, index) => index) : parcel.items.toSorted((a, b) => a - b);
  const read = extracted.ok ? extracted.value : { bytes: master.bytes, opened: undefined };
  const prepared = prepare(
    read.opened === undefined
      ? openExchanged(read.bytes, true, undefined, form)
      : ok(seen.finish(read.bytes, read.opened)),
    input,
    sent.map((index) => ids[index]!),
    requests,
  );
  if (!prepared.ok) return prepared;
  const { opened, bySheet, unnoted } = prepared.value;
  const own = whole ? parcel.items.map((index) => ids[index]!) : undefined;
  const base = {
    ...baseOf(opened, { planId, ids: bySheet, own, requests, facts: factsOfSending(input, parcel.section, sentAt) }),
    descends: absorbs,
    ...(form === undefined ? {} : { form: form.hash }),
  };
  const itemIds = new Map(
    // A row has no sheet that a name could stand for.
    base.items.flatMap((item) =>
      item.id === undefined || item.on !== undefined ? [] : [[item.sheet, item.id] as const],
    ),
  );
  const draft = new PackageDraft(opened.opened.package);
  markForSending(draft, {
    planId,
    exportId: base.exportId!,
    itemIds,
    facts: factsOfSending(input, parcel.section, sentAt),
    payload: JSON.stringify(base),
    ...(form === undefined ? {} : { form: form.text }),
  });
  const bytes = draft.bytes();
  const checked = checkSending(bytes, opened, form);
  if (!checked.ok) return checked;
  const warnings: readonly Warning[] = [
    ...(whole ? [{ kind: 'returned-file', reason: 'sent-whole', values: { section: parcel.section } } as const] : []),
    ...unnoted.map((place): Warning => ({ kind: 'returned-file', reason: 'no-note', ...place })),
  ];
  return ok({ bytes, base, emptied: extracted.ok ? extracted.value.emptied : [], warnings });
}

interface Prepared {
  readonly opened: ExchangedWorkbook;
  /** Item ids by what the items are called. */
  readonly bySheet: ReadonlyMap<string, string>;
  /** Boxes whose request could not be put into a note. */
  readonly unnoted: readonly { readonly sheet: string; readonly cell: string }[];
}

/** What is put into a workbook before its base is taken: locks of boxes that are not to be filled in now, notes of requests. */
function prepare(
  opened: Result<ExchangedWorkbook, Failure>,
  { step, lock, master }: DistributeInput,
  order: readonly string[],
  requests: readonly CarriedRequest[],
): Result<Prepared, Failure> {
  if (!opened.ok) return opened;
  if (opened.value.snapshot.items.length !== order.length) return err({ kind: 'write-failed', reason: 'check' });
  const ids = new Map(opened.value.snapshot.items.map(({ sheet }, index) => [sheet, order[index]!]));
  const isLocking = step !== undefined && lock === true;
  if (!isLocking && requests.length === 0) return ok({ opened: opened.value, bySheet: ids, unnoted: [] });
  const draft = new PackageDraft(opened.value.opened.package);
  const { items } = opened.value.opened;
  if (isLocking) {
    const sheets = new Map<string, { open: string[]; locked: string[] }>();
    for (const [i, item] of items.entries()) {
      // A box that the section is asked about is to be filled in too, whatever the step.
      const asked = new Set(requests.flatMap(({ item: id, path }) => (id === order[i] ? [path] : [])));
      for (const field of Object.values(item.fields)) {
        if (field === undefined) continue;
        const part = partOf(item, field);
        const boxes = sheets.get(part) ?? { open: [], locked: [] };
        sheets.set(part, boxes);
        (asked.has(field.path) || belongsToStep(field.path, step, formOf(item)) ? boxes.open : boxes.locked).push(
          field.area,
        );
      }
    }
    lockBoxes(
      draft,
      [...sheets].map(([part, boxes]) => ({ part, ...boxes })),
    );
  }
  const unnoted = items.flatMap((item, i) => {
    const own = requests.filter((request) => request.item === order[i]);
    const changes = [...new Set(own.map((request) => request.path))].flatMap((path) => {
      const field = item.fields[path];
      const here = own.filter((request) => request.path === path);
      const change = (before: string | undefined): string => withRequests(before, here);
      return field === undefined ? [] : [{ part: partOf(item, field), area: field.area, change }];
    });
    const parts = new Set(changes.map(({ part }) => part));
    return [...parts].flatMap((part) => {
      const here = changes.filter((one) => one.part === part);
      return changeNotes(draft, part, here, noteAuthor).map((cell) => ({ sheet: item.sheet, cell }));
    });
  });
  const again = openExchanged(draft.bytes(), true, undefined, master.any?.form);
  return again.ok ? ok({ opened: again.value, bySheet: ids, unnoted }) : again;
}

interface BaseFacts {
  readonly planId: string;
  /** Item ids by sheet. */
  readonly ids: ReadonlyMap<string, string>;
  /** The section's own items where the workbook holds more. */
  readonly own: readonly string[] | undefined;
  readonly requests: readonly CarriedRequest[];
  readonly facts: SentFacts;
}

/** Both carriers of the facts take them from here: the base and the properties, since programs and sanitizers strip either. */
const factsOfSending = ({ step, due, note, sender }: DistributeInput, section: string, sentAt: string): SentFacts => ({
  section,
  ...(step === undefined ? {} : { step: stepCode(step) }),
  ...(due === undefined ? {} : { due }),
  ...(note === undefined ? {} : { note }),
  ...(sender === undefined || sender === '' ? {} : { sender }),
  ...(sentAt === '' ? {} : { sentAt }),
});

function baseOf(workbook: ExchangedWorkbook, { planId, ids, own, requests, facts }: BaseFacts): Snapshot {
  const { snapshot, contents } = workbook;
  return {
    ...snapshot,
    planId,
    exportId: randomUUID(),
    ...facts,
    ...(own === undefined ? {} : { own }),
    ...(requests.length === 0 ? {} : { requests }),
    items: snapshot.items.map((item) => {
      const id = ids.get(item.sheet);
      return id === undefined ? item : { ...item, id };
    }),
    ...(contents === undefined ? {} : { sheets: contents.map(keptContents) }),
  };
}
