import { token, type XmlScanner } from '../xml/scanner.ts';
import { isTrue } from '../xml/is-true.ts';

/** A list validation of a sheet (ECMA-376 part 1, 18.3.1.32), its formula as written. */
export interface Validation {
  /** Areas, separated by blanks. */
  readonly areas: string;
  readonly formula: string;
  /** Another text than one of the list is refused. */
  readonly strict: boolean;
}

const isStrict = (s: XmlScanner): boolean =>
  isTrue(s.attribute('showErrorMessage')) && (s.attribute('errorStyle') ?? 'stop') === 'stop';

/** From the `open` of a `dataValidation` of the sheet itself; `undefined` when it is no list. */
export function readValidation(s: XmlScanner): Validation | undefined {
  const isList = s.attribute('type') === 'list';
  const areas = s.attribute('sqref') ?? '';
  const strict = isStrict(s);
  const { depth } = s;
  let formula = '';
  for (let t = s.next(); t !== token.close || s.depth > depth; t = s.next()) {
    if (t === token.open && s.local === 'formula1') formula = s.readText();
  }
  return isList ? { areas, formula, strict } : undefined;
}

/** The same for Excel 2010's `x14:dataValidation`, whose areas and formula are elements ([MS-XLSX] 2.6.7). */
export function readX14Validation(s: XmlScanner): Validation | undefined {
  const isList = s.attribute('type') === 'list';
  const strict = isStrict(s);
  const { depth } = s;
  let areas = s.attribute('sqref') ?? '';
  let formula = '';
  let inFirst = false;
  for (let t = s.next(); t !== token.close || s.depth > depth; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'formula1') inFirst = true;
    else if (s.local === 'formula2') inFirst = false;
    else if (s.local === 'f' && inFirst) formula = s.readText();
    else if (s.local === 'sqref') areas = s.readText();
  }
  return isList ? { areas, formula, strict } : undefined;
}
