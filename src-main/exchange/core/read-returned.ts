import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { readCarriedForm } from '../../engine/write/marks/exchange-parts.ts';
import { FormMemory } from '../../engine/read/form/form-memory.ts';
import { findTypedRows } from './find-typed-rows.ts';
import { compareContents, type OtherDifference } from './compare-contents.ts';
import { keptContents, openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import { formHash, planForm, type PlanForm } from './plan-form.ts';
import { recognise, type KnownBase, type RecognitionWarning } from './recognise.ts';
import type { FileRecord } from './records.ts';
import type { SheetContents, Snapshot } from './snapshot.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

/** A file that somebody sent back, as it came. */
export interface ReturnedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Why it could not be taken out of the archive that it came in, or is an archive that gave nothing. */
  readonly failure?: Failure;
}

/** The plan's workbook as it is now; plain data, so that it can cross to a worker. */
export interface MasterNow {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly snapshot: Snapshot;
  /** `ItemSheet.key` of each item of the snapshot. */
  readonly keys: readonly string[];
  /** Returned files that it says it was made from; `undefined` when it holds whatever was taken in. */
  readonly descends?: readonly string[];
  /** The description that the plan goes by, where it is not the first form. */
  readonly form?: FormDescription;
}

export const masterFrom = ({ hash, bytes, snapshot, opened, marks, any }: ExchangedWorkbook): MasterNow => ({
  hash,
  bytes,
  snapshot,
  keys: opened.items.map((item) => item.key),
  descends: marks.descends,
  ...(any === undefined ? {} : { form: any.form.description }),
});

export interface ReadInput {
  readonly master: MasterNow;
  readonly returned: readonly ReturnedFile[];
  /** Bases for files that carry none: the bytes of workbooks that open; each file is compared with the one most like it. */
  readonly given?: Uint8Array | readonly Uint8Array[];
  readonly archived: ReadonlyMap<string, Snapshot>;
  /** Leaves out what is no field, which costs another pass over every sheet. */
  readonly fieldsOnly?: boolean;
}

/** What one returned file says; plain data. */
export type ReadFile =
  | { readonly kind: 'unreadable'; readonly name: string; readonly failure: Failure }
  | {
      readonly kind: 'read';
      readonly name: string;
      readonly record: FileRecord;
      readonly base: KnownBase;
      /** The base's workbook where it was given or is the master, for the archive. */
      readonly baseWorkbook?: Uint8Array;
      readonly other: readonly OtherDifference[];
      readonly warnings: readonly RecognitionWarning[];
      /** What reading it warned about: sheets that are damaged, labels found twice. */
      readonly problems: readonly Warning[];
    };

/** Opens returned files and compares each with the base that it was made from. The only step that reads foreign bytes. */
export function readReturned(input: ReadInput): readonly ReadFile[] {
  const form = input.master.form === undefined ? undefined : planForm(input.master.form);
  const open = (bytes: Uint8Array, forms?: FormMemory): Result<ExchangedWorkbook, Failure> =>
    openExchanged(bytes, input.fieldsOnly !== true, forms, form);
  const named = input.given instanceof Uint8Array ? [input.given] : (input.given ?? []);
  const given = named.flatMap((bytes) => {
    const opened = open(bytes);
    return opened.ok ? [opened.value] : [];
  });
  const bases = new Bases(input, given, form);
  const forms = new FormMemory();
  return input.returned.map((file): ReadFile => {
    if (file.failure !== undefined) return { kind: 'unreadable', name: file.name, failure: file.failure };
    const opened = open(file.bytes, forms);
    if (!opened.ok) return { kind: 'unreadable', name: file.name, failure: opened.failure };
    const known = recognise(file.name, opened.value, bases.sourcesFor(opened.value));
    const isOther = known.record.strange === undefined && form !== undefined && carriesOther(opened.value, form, input);
    const found = isOther ? { ...known, record: { ...known.record, strange: 'form' as const } } : known;
    const workbook = bases.workbookOf(found.base);
    const lines =
      input.fieldsOnly === true
        ? []
        : compareContents(
            found.base.snapshot,
            opened.value.snapshot,
            { ...found.comparison, items: found.record.items },
            bases.contents(found.base),
            opened.value.contents ?? [],
            { archived: input.archived, isOfPlan: found.record.strange === undefined },
          );
    const trusted = found.record.recognisedBy !== 'likeness' && found.record.strange === undefined;
    const compared = { ...found.comparison, items: found.record.items };
    const { comparison, rows, other } = findTypedRows(
      found.base.snapshot,
      opened.value.snapshot,
      compared,
      lines,
      trusted,
    );
    return {
      kind: 'read',
      name: file.name,
      record: {
        ...found.record,
        items: comparison.items as FileRecord['items'],
        ...(rows.length === 0 ? {} : { rows }),
        ...(other.length === 0 ? {} : { other: [...other] }),
      },
      base: found.base,
      ...(workbook === undefined ? {} : { baseWorkbook: workbook }),
      other,
      warnings: found.warnings,
      problems: opened.value.warnings,
    };
  });
}

/**
 * The file carries a description that is neither the plan's nor one that a sending went out with: what its boxes are called may
 * have been changed. It is read by the plan's all the same.
 */
function carriesOther({ opened }: ExchangedWorkbook, form: PlanForm, { archived }: ReadInput): boolean {
  const carried = readCarriedForm(opened.package);
  const hash = carried === undefined ? form.hash : formHash(carried);
  return hash !== form.hash && ![...archived.values()].some((base) => base.form === hash);
}

/** The bases that files may be made from; takes stock of each once, when it is first needed. */
class Bases {
  readonly #master: MasterNow;
  readonly #archived: ReadonlyMap<string, Snapshot>;
  readonly #form: PlanForm | undefined;
  /** The workbooks that a person named, by their ids as bases. */
  readonly #given: ReadonlyMap<string, ExchangedWorkbook>;
  readonly #contents = new Map<string, readonly SheetContents[] | undefined>();

  constructor(input: ReadInput, given: readonly ExchangedWorkbook[], form: PlanForm | undefined) {
    this.#form = form;
    this.#master = input.master;
    this.#archived = input.archived;
    this.#given = new Map(given.map((workbook) => [`f-${workbook.hash}`, workbook]));
  }

  /** What a file may be recognised by: of several bases that were named, the one that it is most like. */
  sourcesFor(file: ExchangedWorkbook): Parameters<typeof recognise>[2] {
    const [first] = [...this.#given].sort(([, a], [, b]) => likeness(b, file) - likeness(a, file));
    return {
      master: { id: this.#masterId, snapshot: this.#master.snapshot },
      ...(first === undefined ? {} : { given: { id: first[0], snapshot: first[1].snapshot } }),
      archived: this.#archived,
    };
  }

  get #masterId(): string {
    return `m-${this.#master.hash}`;
  }

  workbookOf(base: KnownBase): Uint8Array | undefined {
    return base.id === this.#masterId ? this.#master.bytes : this.#given.get(base.id)?.bytes;
  }

  contents(base: KnownBase): readonly SheetContents[] | undefined {
    if (!this.#contents.has(base.id)) this.#contents.set(base.id, this.#take(base));
    return this.#contents.get(base.id);
  }

  #take(base: KnownBase): readonly SheetContents[] | undefined {
    const given = this.#given.get(base.id);
    if (given !== undefined) return given.contents?.map(keptContents);
    if (base.id !== this.#masterId) return base.snapshot.sheets;
    const opened = openExchanged(this.#master.bytes, true, undefined, this.#form);
    return opened.ok ? opened.value.contents?.map(keptContents) : undefined;
  }
}

/** How many items and texts two workbooks share: an item by number, sheet and title counts for more than any text. */
function likeness({ snapshot: base }: ExchangedWorkbook, { snapshot: file }: ExchangedWorkbook): number {
  const keyOf = (item: Snapshot['items'][number]): string =>
    [item.no, item.sheet, titleIn(item)].map(groupingKey).join('\n');
  const items = new Map(base.items.map((item) => [keyOf(item), item]));
  let shared = 0;
  for (const item of file.items) {
    const own = items.get(keyOf(item));
    if (own === undefined) continue;
    shared += itemWeight;
    for (const [path, text] of Object.entries(item.texts)) if (text !== '' && own.texts[path] === text) shared += 1;
  }
  // Of two that hold the same, the one that holds no more is nearer.
  return shared - base.items.length / itemWeight;
}

/** More than an item has boxes. */
const itemWeight = 10_000;
