import type { WorkbookPackage } from '../../types.ts';
import { ReadParts } from '../../write/draft/read-parts.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { folded, TextIndex } from './secrets.ts';
import { sheetTexts, stringTexts } from './sheet-texts.ts';

/** What the sheets of a workbook say; worked out once for all the parts that are taken out of it. */
export class PlanTexts {
  readonly #draft: PackageDraft;
  readonly #from: PlanTexts | undefined;
  readonly #texts = new Map<string, readonly string[]>();
  readonly #readable = new Map<string, boolean>();
  readonly #folded = new Map<string, ReadonlySet<string>>();
  #strings: readonly string[] | undefined;
  #index: TextIndex | undefined;
  /** Parts that were read once: what every section's workbook keeps is inflated and decoded for the first only. */
  readonly parts = new ReadParts();

  private constructor(pkg: WorkbookPackage, from: PlanTexts | undefined) {
    this.#draft = new PackageDraft(pkg);
    this.#from = from;
    // What the other sheets said of the plan that this was taken out of is no less secret here.
    this.#index = from === undefined ? undefined : from.#index;
  }

  static readonly #known = new WeakMap<WorkbookPackage, PlanTexts>();

  /** `from` is the plan that the workbook was itself taken out of, where it was. */
  static of(pkg: WorkbookPackage, from?: WorkbookPackage): PlanTexts {
    const known = PlanTexts.#known.get(pkg) ?? new PlanTexts(pkg, from === undefined ? undefined : PlanTexts.of(from));
    PlanTexts.#known.set(pkg, known);
    return known;
  }

  /** The string table in `part`. Throws `XmlError` and `PackageError`. */
  strings(part: string | undefined): readonly string[] {
    return (this.#strings ??= part === undefined ? [] : stringTexts(this.#draft.text(part)));
  }

  isReadable(sheet: IndexedSheet): boolean {
    // A part of a plan holds nothing that was not read there.
    if (sheet.kind !== 'worksheet' || this.#from !== undefined) return true;
    let readable = this.#readable.get(sheet.part);
    if (readable === undefined) {
      readable = unlessDamaged(
        () => this.#draft.has(sheet.part) && sheetTexts(this.#draft.text(sheet.part), []).uses >= 0,
        false,
      );
      this.#readable.set(sheet.part, readable);
    }
    return readable;
  }

  /** A worksheet's texts, with those of its notes and shapes, folded. `strings` is the part of the string table. */
  around(sheet: IndexedSheet, strings: string | undefined): ReadonlySet<string> {
    if (sheet.kind !== 'worksheet' || !this.#draft.has(sheet.part)) return new Set();
    let found = this.#folded.get(sheet.part);
    if (found === undefined)
      this.#folded.set(sheet.part, (found = new Set(this.textsAround(sheet, strings).map(folded))));
    return found;
  }

  /** What all of these sheets say. */
  index(sheets: readonly IndexedSheet[], strings: string | undefined): TextIndex {
    if (this.#index === undefined) {
      this.#index = new TextIndex();
      for (const sheet of sheets) this.#index.add(sheet.part.toLowerCase(), this.around(sheet, strings));
    }
    return this.#index;
  }

  /** As `around`, unfolded; without cells of `skip` (`C5`), and with it without what shapes show of cells. */
  textsAround(sheet: IndexedSheet, strings: string | undefined, skip?: ReadonlySet<string>): readonly string[] {
    if (skip?.size !== 0) return this.#textsOf(sheet, strings, skip);
    const whole = this.#unchanged(sheet.part) ?? this;
    let found = whole.#texts.get(sheet.part);
    if (found === undefined) whole.#texts.set(sheet.part, (found = whole.#textsOf(sheet, strings, skip)));
    return found;
  }

  /** The plan, where the sheet has been taken over from there as it was, with all that belongs to it. */
  #unchanged(part: string): PlanTexts | undefined {
    const plan = this.#from;
    if (plan === undefined) return undefined;
    const [own, before] = [this.#draft.original, plan.#draft.original];
    const related = own.relationships(part).flatMap(({ target, external }) => (external ? [] : [target]));
    const isSame = (name: string): boolean =>
      before.has(name) && own.has(name) && Buffer.compare(own.stored(name), before.stored(name)) === 0;
    return [part, ...related].every(isSame) ? plan : undefined;
  }

  #textsOf(sheet: IndexedSheet, strings: string | undefined, skip?: ReadonlySet<string>): readonly string[] {
    const draft = this.#draft;
    const found = [
      ...unlessDamaged<readonly string[]>(
        () => sheetTexts(draft.text(sheet.part), this.strings(strings), skip).texts,
        [],
      ),
    ];
    for (const { type, target, external } of draft.relationships(sheet.part)) {
      if (external || !draft.has(target) || !['comments', 'threadedComment', 'drawing'].includes(type)) continue;
      const note = (): unknown =>
        new XmlEdit(draft.text(target)).walk((_, s) => {
          if (skip !== undefined && s.local === 'sp' && (s.attribute('textlink') ?? '') !== '') return s.skip();
          if (s.local !== 't' && s.local !== 'text') return;
          const text = s.readText();
          if (text.trim() !== '') found.push(text);
        });
      unlessDamaged(note, undefined);
    }
    return found;
  }
}
