import { randomUUID } from 'node:crypto';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import {
  defaultPattern,
  distinctNames,
  fileNameFrom,
  type YearStyle,
} from '../../../src-shared/domain/file-name-pattern.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { markForSending, readCarriedBase, type SentFacts } from '../../engine/write/marks/exchange-parts.ts';
import { lockBoxes, type SheetBoxes } from '../../engine/write/lock/lock-boxes.ts';
import { PackageDraft } from '../../engine/write/draft/package-draft.ts';
import type { OpenedWorkbook } from '../../engine/types.ts';
import { changeNotes } from '../../engine/write/notes/change-notes.ts';
import { ExchangeState } from './exchange-state.ts';
import { itemIdsOf, planIdOf } from './item-ids.ts';
import { nextOrder } from './sendings-in-order.ts';
import { everythingKnown } from './knowledge.ts';
import { hashOf, keptContents, openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import type { RecordOf } from './records.ts';
import { noteAuthor, withRequests } from './request-notes.ts';
import { requestsToCarry } from './requests.ts';
import { belongsToStep, stepCode, stepName } from '../../../src-shared/checks/reporting-steps.ts';
import { parcelsOf, type AssignBy, type Parcel } from './sections.ts';
import type { CarriedRequest, Snapshot } from './snapshot.ts';
import type { Memory } from './memory.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';
import { formOf } from '../../../src-shared/form/forms.ts';

/** Takes item sheets out of a workbook by their keys, with what belongs to them and no text of others. */
export type TakeOut = (
  opened: OpenedWorkbook,
  keys: readonly string[],
) => Result<{ readonly bytes: Uint8Array }, Failure>;

export interface DistributeInput {
  readonly master: ExchangedWorkbook;
  readonly memory: Memory;
  readonly takeOut: TakeOut;
  readonly by: AssignBy;
  /** Which parcels to send; all when missing. */
  readonly choose?: (parcels: readonly Parcel[]) => readonly Parcel[];
  /** File names, with placeholders (src-shared/file-name-pattern.ts). */
  readonly pattern?: string;
  readonly step?: ReportingStep;
  /** ISO 8601 date. */
  readonly due?: string;
  readonly note?: string;
  /** Who sends it, for the section to know whom to ask. */
  readonly sender?: string;
  /** How the names write years; western when missing. */
  readonly years?: YearStyle;
  /** Lock the boxes that the step does not ask for; without a step nothing is locked. */
  readonly lock?: boolean;
  /** The sending whose answer is sent back (差戻し), by its id; the note is the reason. */
  readonly sentBack?: string;
}

/** One workbook to send, with what to remember of it. */
export interface Sending {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly base: Snapshot;
  readonly record: RecordOf<'sent'>;
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
  const shared: Shared = {
    input,
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
  const { bytes, base, warnings } = made.value;
  const { step, due, note, sender, pattern } = input;
  return ok({
    name,
    bytes,
    base,
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
  const extracted = input.takeOut(
    master.opened,
    parcel.items.map((index) => master.opened.items[index]!.key),
  );
  // Sheets cannot be taken out of a workbook whose structure is locked: it goes whole, and the sender is told.
  const whole = !extracted.ok && extracted.failure.kind === 'structure' && extracted.failure.reason === 'locked';
  if (!extracted.ok && !whole) return extracted;
  const bySheet = new Map(master.snapshot.items.map((item, index) => [item.sheet, ids[index]!]));
  const prepared = prepare(extracted.ok ? extracted.value.bytes : master.bytes, input, bySheet, requests);
  if (!prepared.ok) return prepared;
  const { opened, unnoted } = prepared.value;
  const own = whole ? parcel.items.map((index) => ids[index]!) : undefined;
  const base = {
    ...baseOf(opened, { planId, ids: bySheet, own, requests, facts: factsOfSending(input, parcel.section, sentAt) }),
    descends: absorbs,
  };
  const itemIds = new Map(
    base.items.flatMap((item) => (item.id === undefined ? [] : [[item.sheet, item.id] as const])),
  );
  const draft = new PackageDraft(opened.opened.package);
  markForSending(draft, {
    planId,
    exportId: base.exportId!,
    itemIds,
    facts: factsOfSending(input, parcel.section, sentAt),
    payload: JSON.stringify(base),
  });
  const bytes = draft.bytes();
  const again = openExchanged(bytes);
  // What cannot be read back as it was meant is not sent.
  if (!again.ok) return again;
  if (readCarriedBase(again.value.opened.package) === undefined) return err({ kind: 'write-failed', reason: 'check' });
  const warnings: readonly Warning[] = [
    ...(whole ? [{ kind: 'returned-file', reason: 'sent-whole', values: { section: parcel.section } } as const] : []),
    ...unnoted.map((place): Warning => ({ kind: 'returned-file', reason: 'no-note', ...place })),
  ];
  return ok({ bytes, base, warnings });
}

interface Prepared {
  readonly opened: ExchangedWorkbook;
  /** Boxes whose request could not be put into a note. */
  readonly unnoted: readonly { readonly sheet: string; readonly cell: string }[];
}

/** What is put into a workbook before its base is taken: locks of boxes that are not to be filled in now, notes of requests. */
function prepare(
  bytes: Uint8Array,
  { step, lock }: DistributeInput,
  ids: ReadonlyMap<string, string>,
  requests: readonly CarriedRequest[],
): Result<Prepared, Failure> {
  const opened = openExchanged(bytes, true);
  if (!opened.ok) return opened;
  const isLocking = step !== undefined && lock === true;
  if (!isLocking && requests.length === 0) return ok({ opened: opened.value, unnoted: [] });
  const draft = new PackageDraft(opened.value.opened.package);
  const { items } = opened.value.opened;
  if (isLocking) {
    const sheets = items.map((item): SheetBoxes => {
      const fields = Object.values(item.fields).filter((field) => field !== undefined);
      // A box that the section is asked about is to be filled in too, whatever the step.
      const asked = new Set(requests.flatMap(({ item: id, path }) => (id === ids.get(item.sheet) ? [path] : [])));
      const form = formOf(item);
      const isDue = (path: FieldPath): boolean => asked.has(path) || belongsToStep(path, step, form);
      const areas = (due: boolean): readonly string[] =>
        fields.filter((field) => isDue(field.path) === due).map((field) => field.area);
      return { part: item.key, open: areas(true), locked: areas(false) };
    });
    lockBoxes(draft, sheets);
  }
  const unnoted = items.flatMap((item) => {
    const own = requests.filter((request) => request.item === ids.get(item.sheet));
    const changes = [...new Set(own.map((request) => request.path))].flatMap((path) => {
      const { area } = item.fields[path] ?? {};
      const here = own.filter((request) => request.path === path);
      return area === undefined ? [] : [{ area, change: (before: string | undefined) => withRequests(before, here) }];
    });
    return changes.length === 0
      ? []
      : changeNotes(draft, item.key, changes, noteAuthor).map((cell) => ({ sheet: item.sheet, cell }));
  });
  const again = openExchanged(draft.bytes(), true);
  return again.ok ? ok({ opened: again.value, unnoted }) : again;
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
