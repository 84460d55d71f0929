import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { FormMemory } from '../../engine/read/form/form-memory.ts';
import { compareContents, type OtherDifference } from './compare-contents.ts';
import { keptContents, openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import { recognise, type KnownBase, type RecognitionWarning } from './recognise.ts';
import type { FileRecord } from './records.ts';
import type { SheetContents, Snapshot } from './snapshot.ts';

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
}

export const masterFrom = ({ hash, bytes, snapshot, opened, marks }: ExchangedWorkbook): MasterNow => ({
  hash,
  bytes,
  snapshot,
  keys: opened.items.map((item) => item.key),
  descends: marks.descends,
});

export interface ReadInput {
  readonly master: MasterNow;
  readonly returned: readonly ReturnedFile[];
  /** The base for files that carry none: the bytes of a workbook that opens. */
  readonly given?: Uint8Array;
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

/** A file that another program rewrote may differ in every cell outside the form; a person needs no more to decide. */
const maxRemembered = 200;

/** Opens returned files and compares each with the base that it was made from. The only step that reads foreign bytes. */
export function readReturned(input: ReadInput): readonly ReadFile[] {
  const given = input.given === undefined ? undefined : openExchanged(input.given, input.fieldsOnly !== true);
  const bases = new Bases(input, given?.ok === true ? given.value : undefined);
  const forms = new FormMemory();
  return input.returned.map((file): ReadFile => {
    if (file.failure !== undefined) return { kind: 'unreadable', name: file.name, failure: file.failure };
    const opened = openExchanged(file.bytes, input.fieldsOnly !== true, forms);
    if (!opened.ok) return { kind: 'unreadable', name: file.name, failure: opened.failure };
    const found = recognise(file.name, opened.value, bases.sources);
    const workbook = bases.workbookOf(found.base);
    const other =
      input.fieldsOnly === true
        ? []
        : compareContents(
            found.base.snapshot,
            opened.value.snapshot,
            found.comparison,
            bases.contents(found.base),
            opened.value.contents ?? [],
          );
    return {
      kind: 'read',
      name: file.name,
      record: other.length === 0 ? found.record : { ...found.record, other: other.slice(0, maxRemembered) },
      base: found.base,
      ...(workbook === undefined ? {} : { baseWorkbook: workbook }),
      other,
      warnings: found.warnings,
      problems: opened.value.warnings,
    };
  });
}

/** The bases that files may be made from; takes stock of each once, when it is first needed. */
class Bases {
  readonly sources: Parameters<typeof recognise>[2];
  readonly #master: MasterNow;
  readonly #given: ExchangedWorkbook | undefined;
  readonly #contents = new Map<string, readonly SheetContents[] | undefined>();

  constructor(input: ReadInput, given: ExchangedWorkbook | undefined) {
    this.#master = input.master;
    this.#given = given;
    this.sources = {
      master: { id: `m-${input.master.hash}`, snapshot: input.master.snapshot },
      ...(given === undefined ? {} : { given: { id: `f-${given.hash}`, snapshot: given.snapshot } }),
      archived: input.archived,
    };
  }

  workbookOf(base: KnownBase): Uint8Array | undefined {
    if (base.id === this.sources.given?.id) return this.#given?.bytes;
    return base.id === this.sources.master.id ? this.#master.bytes : undefined;
  }

  contents(base: KnownBase): readonly SheetContents[] | undefined {
    if (!this.#contents.has(base.id)) this.#contents.set(base.id, this.#take(base));
    return this.#contents.get(base.id);
  }

  #take(base: KnownBase): readonly SheetContents[] | undefined {
    if (base.id === this.sources.given?.id && this.#given !== undefined) return this.#given.contents?.map(keptContents);
    if (base.id !== this.sources.master.id) return base.snapshot.sheets;
    const opened = openExchanged(this.#master.bytes, true);
    return opened.ok ? opened.value.contents?.map(keptContents) : undefined;
  }
}
