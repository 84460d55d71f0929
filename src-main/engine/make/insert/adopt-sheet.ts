import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { escapeAttribute, escapeText } from '../../xml/entities.ts';
import { maxColumn, packedAddress } from '../../book/address.ts';
import type { XmlScanner } from '../../xml/scanner.ts';
import { SharedFormulas, unshare } from '../../write/shift/shared-formulas.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { changeSparklines } from '../../write/shift/shift-sparklines.ts';
import { hasChildElement, isFormulaElement, referenceAttributes } from '../../write/references/places.ts';
import type { DateSystem } from './date-system.ts';
import type { StringMerger } from './merge-strings.ts';
import type { StyleMerger } from './merge-styles.ts';

/** What a sheet needs to live in another workbook. */
export interface Adoption {
  readonly styles: StyleMerger;
  readonly strings: StringMerger;
  readonly names: SheetNames;
  /** Ids of relationships that were left out. */
  readonly missing: ReadonlySet<string>;
  /** The choices of a cell whose list cannot come along, by address. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly dates: DateSystem;
  /** Of a cell's metadata, by its `cm`: what it is here (a formula that spills); others are left behind. */
  readonly metadata: (cm: string) => string | undefined;
}

/** What references of an adopted sheet mean in the new workbook. */
export interface SheetNames {
  /** Sheets by their old names in capitals, with their new ones; others are not there. */
  readonly sheets: ReadonlyMap<string, string>;
  /** Defined names in capitals, with what stands for them in the new workbook: the name, or what it refers to. */
  readonly defined: ReadonlyMap<string, string>;
}

const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'!`;

/** A formula as it reads in the new workbook; `undefined` when it uses what is not there. */
export function adoptFormula(formula: string, names: SheetNames): string | undefined {
  let out = '';
  for (const one of tokenizeFormula(formula)) {
    if (one.kind === 'sheet') {
      const parts = one.book ? [undefined] : one.sheet.split(':').map((name) => names.sheets.get(name.toUpperCase()));
      if (parts.some((name) => name === undefined)) return undefined;
      out += parts.join(':') === one.sheet ? one.raw : quoted(parts.join(':'));
    } else if (one.kind === 'name' && !/^(?:TRUE|FALSE|_xl[pt]m\.\S+)$/i.test(one.raw)) {
      const meaning = names.defined.get(one.raw.toUpperCase());
      if (meaning === undefined) return undefined;
      out += meaning;
    } else if (one.kind === 'structured') return undefined;
    else out += one.raw;
  }
  return out;
}

/**
 * A worksheet's text as it reads in another workbook: formats, strings and furigana by the new tables' indices; formulas
 * that use what is not there become their last value; validation lists that do are written out.
 */
export function adoptSheet(text: string, adoption: Adoption): string {
  const { styles, strings, names } = adoption;
  const shared = new SharedFormulas(text);
  const plain = styles.xf(0);
  let row = 0;
  let column = 0;
  const edit = new XmlEdit(text);
  edit.walk((e, s) => {
    if (s.depth === 3 && s.local === 'row') {
      [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
      e.change('s', (style) => String(styles.xf(Number(style))));
    } else if (s.depth === 4 && s.local === 'c') {
      const packed = packedAddress(s.attribute('r') ?? '', 0, (s.attribute('r') ?? '').length);
      column = packed < 0 ? column + 1 : (packed % maxColumn) + 1;
      const style = s.attribute('s');
      if (style !== undefined) e.set('s', String(styles.xf(Number(style))));
      else if (plain !== 0) e.set('s', String(plain));
      const date = (value: string): string => adoption.dates.serial(value, Number(style ?? 0));
      adoptCell(e, s, { row, column, shared, strings, names, date, metadata: adoption.metadata });
    } else if (s.local === 'col') e.change('style', (style) => String(styles.xf(Number(style))));
    else if (s.local === 'sheetView') {
      if (s.attribute('tabSelected') !== undefined) e.set('tabSelected', '0');
    } else if (s.local === 'sheetPr') e.set('codeName', undefined);
    else if (s.local === 'phoneticPr') e.change('fontId', (font) => String(styles.part('fonts', Number(font))));
    else if (s.local === 'cfRule') adoptRule(e, s, adoption);
    else if (s.local === 'sparklineGroup') changeSparklines(e, (formula) => adoptFormula(formula, names));
    else if (s.local === 'dataValidation') adoptValidation(e, s, adoption);
    else if (s.local === 'hyperlink') {
      const location = s.attribute('location');
      if (isMissing(s, adoption.missing)) e.remove();
      else if (location?.includes('!')) {
        const adopted = adoptFormula(location, names);
        if (adopted === undefined) e.remove();
        else e.set('location', adopted);
      }
    } else if (s.local === 'customSheetViews') e.remove();
    else if (s.depth >= 2 && isMissing(s, adoption.missing)) e.remove();
    else {
      for (const name of referenceAttributes(s)) {
        const value = s.attribute(name);
        if (value !== undefined && value !== '') e.set(name, adoptFormula(value, names));
      }
      if (isFormulaElement(s.local, false) && !hasChildElement(s)) e.text((formula) => adoptFormula(formula, names));
    }
  });
  return tidyLists(edit.result(), [
    'dataValidations',
    'conditionalFormatting',
    'conditionalFormattings',
    'hyperlinks',
    'tableParts',
  ]);
}

function isMissing(s: XmlScanner, missing: ReadonlySet<string>): boolean {
  if (missing.size === 0) return false;
  return s.attributeNames().some((name) => name.endsWith(':id') && missing.has(s.attribute(name) ?? ''));
}

interface CellContext {
  readonly row: number;
  readonly column: number;
  readonly shared: SharedFormulas;
  readonly strings: StringMerger;
  readonly names: SheetNames;
  readonly date: (value: string) => string;
  readonly metadata: Adoption['metadata'];
}

function adoptCell(
  e: XmlEdit,
  s: XmlScanner,
  { row, column, shared, strings, names, date, metadata }: CellContext,
): void {
  if (s.selfClosing) return;
  const type = s.attribute('t');
  const typeRange = s.attributeRange('t');
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  const cm = s.attribute('cm');
  e.set('cm', cm === undefined ? undefined : metadata(cm));
  e.set('vm', undefined);
  let lost = false;
  e.children((_, child) => {
    const { start } = child;
    if (child.local === 'f') {
      if (child.attribute('t') === 'shared') {
        const adopted = adoptFormula(shared.at(child.attribute('si') ?? '', row, column) ?? '', names);
        lost = adopted === undefined;
        if (adopted === undefined) e.remove();
        else unshare(e, adopted);
        return;
      }
      const from = child.end;
      const formula = child.readText();
      const adopted = adoptFormula(formula, names);
      lost = adopted === undefined && formula !== '';
      if (lost) e.splice(start, child.end, '');
      else if (adopted !== undefined && adopted !== formula) e.splice(from, child.start, escapeText(adopted));
    } else if (child.local === 'v' && type === 's') {
      const from = child.end;
      const index = Number(child.readText());
      e.splice(from, child.start, String(strings.string(index)));
    } else if (child.local === 'v' && (type === undefined || type === 'n')) {
      const from = child.end;
      const value = child.readText();
      const adopted = date(value);
      if (adopted !== value) e.splice(from, child.start, adopted);
    } else if (child.local === 'v' && lost && type === 'str' && typeRange !== undefined) {
      const value = child.readText();
      e.splice(...typeRange, 'inlineStr');
      e.splice(
        start,
        child.end,
        `<${prefix}is><${prefix}t xml:space="preserve">${escapeText(value)}</${prefix}t></${prefix}is>`,
      );
    }
  });
}

function adoptRule(e: XmlEdit, s: XmlScanner, { styles, names }: Adoption): void {
  const dxf = s.attribute('dxfId');
  if (dxf !== undefined) {
    const adopted = styles.dxf(Number(dxf));
    e.set('dxfId', adopted === undefined ? undefined : String(adopted));
  }
  const formulas = textsInside(s, ['formula', 'f']);
  if (formulas.some((formula) => adoptFormula(formula, names) === undefined)) e.remove();
}

function adoptValidation(e: XmlEdit, s: XmlScanner, { names, choices, dates }: Adoption): void {
  // Limits of a validation of dates are serial numbers.
  if (s.attribute('type') === 'date' && dates.offset !== 0)
    return e.children((_, child) => {
      if (child.local.startsWith('formula'))
        e.text((limit) => (/^\d+(?:\.\d+)?$/.test(limit) ? String(Number(limit) + dates.offset) : undefined));
    });
  const formulas = textsInside(s, ['formula1', 'formula2', 'f']);
  const adopted = formulas.map((formula) => adoptFormula(formula, names));
  if (adopted.every((formula, i) => formula === formulas[i])) return;
  const sqref = s.attribute('sqref') ?? textsInside(s, ['sqref'])[0] ?? '';
  const first = sqref.split(/[\s:]/)[0] ?? '';
  const list = choices.get(first);
  const literal = list === undefined ? '' : list.join(',');
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  if (adopted.every((formula) => formula !== undefined)) {
    e.children((_, child) => {
      if (child.local === 'formula1' || child.local === 'formula2') {
        if (/^\s*</.test(child.text.slice(child.end, child.end + 50)))
          return e.children(
            (__, inner) => void (inner.local === 'f' && e.text((formula) => adoptFormula(formula, names))),
          );
        e.text((formula) => adoptFormula(formula, names));
      }
    });
  } else if (
    s.depth > 3 ||
    literal === '' ||
    literal.length > 255 ||
    (list ?? []).some((choice) => /[,"\n]/.test(choice))
  )
    e.remove();
  else {
    // Excel takes a list of at most 255 characters in the validation itself (18.3.1.32).
    const attributes = s
      .attributeNames()
      .filter((name) => !name.includes(':'))
      .map((name) => ` ${name}="${escapeAttribute(s.attribute(name) ?? '')}"`);
    e.replace(
      `<${prefix}dataValidation${attributes.join('')}><${prefix}formula1>${escapeText(`"${literal}"`)}</${prefix}formula1></${prefix}dataValidation>`,
    );
  }
}

/** Texts of some children of the current element, without moving the scanner. */
function textsInside(s: XmlScanner, names: readonly string[]): readonly string[] {
  if (s.selfClosing) return [];
  const close = s.text.indexOf(`</${s.qualifiedName}`, s.end);
  const found: string[] = [];
  new XmlEdit(`<r>${s.text.slice(s.end, close)}</r>`, true).walk((_, inner) => {
    if (!names.includes(inner.local)) return;
    const text = inner.text.slice(inner.end, inner.end + 50);
    if (!/^\s*<[^/!]/.test(text)) found.push(inner.readText());
  });
  return found;
}
