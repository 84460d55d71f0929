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
  readonly #readable = new Map<string, boolean>();
  readonly #folded = new Map<string, ReadonlySet<string>>();
  #strings: readonly string[] | undefined;
  #index: TextIndex | undefined;
  /** Parts that were read once: what every section's workbook keeps is inflated and decoded for the first only. */
  readonly parts = new ReadParts();

  private constructor(pkg: WorkbookPackage, from: PlanTexts | undefined) {
    this.#draft = new PackageDraft(pkg);
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
    if (sheet.kind !== 'worksheet') return true;
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
