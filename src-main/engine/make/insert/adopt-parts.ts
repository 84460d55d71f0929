import { escapeText } from '../../xml/entities.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import {
  changeVmlFormulas,
  hasChildElement,
  isFormulaElement,
  referenceAttributes,
} from '../../write/references/places.ts';
import { changeLinkTargets, partsOfSheets } from '../../write/references/referring-parts.ts';
import type { XmlEdit } from '../../xml/xml-edit.ts';

/** Gives a formula as it reads in the new workbook; `undefined` when it uses what is not there. */
export type Adopt = (formula: string) => string | undefined;

/**
 * Makes charts, shapes, controls and tables of sheets that came in mean the sheets that came in, under the names that they
 * have here. What showed something that did not come keeps what it showed last, without the reference.
 */
export function adoptParts(draft: PackageDraft, sheets: readonly string[], adopt: Adopt): void {
  for (const { part, type } of partsOfSheets(draft, sheets)) {
    if (type === 'vmlDrawing') {
      const before = draft.text(part);
      const after = changeVmlFormulas(before, (formula) => adopt(formula) ?? '').replace(
        /<((?:\w+:)?Fmla\w+)><\/\1>/g,
        '',
      );
      if (after !== before) draft.put(part, after);
    } else if (type === 'chart') unlessDamaged(() => draft.edit(part, (edit) => adoptChart(edit, adopt)), undefined);
    else unlessDamaged(() => draft.edit(part, (edit) => adoptPlain(edit, adopt)), undefined);
    changeLinkTargets(draft, part, adopt);
  }
}

function adoptPlain(edit: XmlEdit, adopt: Adopt): void {
  edit.walk((e, s) => {
    for (const name of referenceAttributes(s)) {
      const value = s.attribute(name);
      if (value === undefined || value === '') continue;
      const adopted = adopt(value);
      if (adopted !== value) e.set(name, name === 'textlink' ? (adopted ?? '') : adopted);
    }
    if (!isFormulaElement(s.local, false) || hasChildElement(s)) return;
    if (s.local !== 'calculatedColumnFormula' && s.local !== 'totalsRowFormula') return e.text((text) => adopt(text));
    const { start, end } = s;
    const formula = s.readText();
    const adopted = adopt(formula);
    if (adopted === undefined) e.splice(start, s.end, '');
    else if (adopted !== formula) e.splice(end, s.start, escapeText(adopted));
  });
}

/** A reference with the literal that stands for it (ECMA-376 part 1, 21.2.2): both hold the same points. */
const literals: Readonly<Record<string, string>> = { numRef: 'numLit', strRef: 'strLit' };

function adoptChart(edit: XmlEdit, adopt: Adopt): void {
  let parent = '';
  edit.walk((e, s) => {
    const literal = literals[s.local];
    if (literal === undefined && s.local !== 'multiLvlStrRef') {
      if (isFormulaElement(s.local, true) && !hasChildElement(s)) e.text((formula) => adopt(formula));
      parent = s.local;
      return;
    }
    const start = s.start;
    const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    let missing = false;
    let cache = '';
    e.children((_, child) => {
      if (child.local === 'f') {
        e.text((formula) => {
          const adopted = adopt(formula);
          missing ||= adopted === undefined;
          return adopted;
        });
      } else if (child.local.endsWith('Cache')) {
        const from = child.end;
        const closed = child.selfClosing;
        child.skip();
        cache = closed ? '' : child.text.slice(from, child.start);
      }
    });
    if (!missing) return;
    // A title and a series' name have their text itself, a category of several levels none.
    if (parent === 'tx') {
      const text = Array.from(cache.matchAll(/<(?:\w+:)?v>([^<]*)</g), (m) => m[1] ?? '').join(' ');
      e.splice(start, s.end, `<${prefix}v>${text}</${prefix}v>`);
    } else if (literal !== undefined) e.splice(start, s.end, `<${prefix}${literal}>${cache}</${prefix}${literal}>`);
  });
}
