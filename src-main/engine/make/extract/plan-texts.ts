import type { WorkbookPackage } from '../../types.ts';
import { ReadParts } from '../../write/draft/read-parts.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { formulaSheet, type FormulaSheet } from './formula-sheet.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { folded, keptOf, TextIndex, type Kept } from './secrets.ts';
import { sheetTexts, stringTexts } from './sheet-texts.ts';

/** What the sheets of a workbook say; worked out once for all the parts that are taken out of it. */
export class PlanTexts {
  readonly #draft: PackageDraft;
  readonly #from: PlanTexts | undefined;
  readonly #cells = new Map<string, readonly string[] | undefined>();
  readonly #kept = new Map<string, Kept>();
  readonly #formulas = new Map<string, FormulaSheet>();
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

  /** Whether a sheet can be read at all. `strings` is the part of the string table. */
  isReadable(sheet: IndexedSheet, strings: string | undefined): boolean {
    // A part of a plan holds nothing that was not read there.
    return sheet.kind !== 'worksheet' || this.#from !== undefined || this.#cellTexts(sheet.part, strings) !== undefined;
  }

  /** A worksheet's formulas; `text` is the sheet as it is now. A damaged one has none. */
  formulas(part: string, text: string): FormulaSheet {
    const known = this.#formulas.get(part);
    if (known?.text === text) return known;
    const found = unlessDamaged(() => formulaSheet(text), { text, cells: [], around: undefined, written: new Map() });
    if (known === undefined) this.#formulas.set(part, found);
    return found;
  }

  /** What a worksheet's cells say; `undefined` where it is damaged or not there. */
  #cellTexts(part: string, strings: string | undefined): readonly string[] | undefined {
    if (!this.#cells.has(part))
      this.#cells.set(
        part,
        unlessDamaged(() => {
          const text = this.#draft.has(part) ? this.#draft.text(part) : undefined;
          return text === undefined ? undefined : sheetTexts(text, this.#readableStrings(strings)).texts;
        }, undefined),
      );
    return this.#cells.get(part);
  }

  /** The string table, or an empty one where it is damaged. */
  #readableStrings(part: string | undefined): readonly string[] {
    return unlessDamaged(() => this.strings(part), []);
  }

  /** A worksheet's texts, with those of its notes and shapes, folded. `strings` is the part of the string table. */
  around(sheet: IndexedSheet, strings: string | undefined): ReadonlySet<string> {
    if (sheet.kind !== 'worksheet' || !this.#draft.has(sheet.part)) return new Set();
    let found = this.#folded.get(sheet.part);
    if (found === undefined) this.#folded.set(sheet.part, (found = new Set(this.#textsOf(sheet, strings).map(folded))));
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

  /** What a sheet that stays says, without cells of `skip` (`C5`) and what shapes show of cells. */
  kept(sheet: IndexedSheet, strings: string | undefined, skip: ReadonlySet<string>): Kept {
    if (skip.size > 0) return keptOf(this.#textsOf(sheet, strings, skip));
    const whole = this.#unchanged(sheet.part) ?? this;
    let found = whole.#kept.get(sheet.part);
    if (found === undefined) whole.#kept.set(sheet.part, (found = keptOf(whole.#textsOf(sheet, strings, skip))));
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
    const cells =
      skip === undefined || skip.size === 0
        ? this.#cellTexts(sheet.part, strings)
        : unlessDamaged(() => sheetTexts(draft.text(sheet.part), this.strings(strings), skip).texts, undefined);
    const found = [...(cells ?? [])];
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
