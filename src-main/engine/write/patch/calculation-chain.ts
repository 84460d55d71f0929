import { contentTypesPart } from '../../package/content-types.ts';
import { encodePart } from '../../package/part-text.ts';
import { partKey } from '../../package/entry-name.ts';
import { readXml } from '../../package/read-xml.ts';
import { relationshipsPart, resolveTarget } from '../../package/part-names.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';
import { editStartTag } from '../../xml/start-tag.ts';
import type { WorkbookPackage } from '../../types.ts';

/** Cells without formula any more, by `sheetId`. */
export type RemovedFormulas = ReadonlyMap<string, ReadonlySet<string>>;

/** Parts to replace and to remove, as `PackageChanges` takes them. */
export interface ChainChanges {
  readonly replace: ReadonlyMap<string, Uint8Array>;
  readonly remove: ReadonlySet<string>;
}

/**
 * Takes cells out of the calculation chain (ECMA-376 part 1, 12.3.1): Excel reports a file as damaged whose chain
 * names a cell without formula. A chain that would be empty goes as a whole, with its relationship and content type.
 */
export function removeFromChain(pkg: WorkbookPackage, workbook: string, removed: RemovedFormulas): ChainChanges {
  const nothing: ChainChanges = { replace: new Map(), remove: new Set() };
  const part = pkg.relationships(workbook).find((one) => one.type === 'calcChain' && !one.external)?.target;
  if (part === undefined || !pkg.has(part)) return nothing;
  const { text, encoding } = pkg.text(part);
  const { splices, left } = readXml(part, () => chainSplices(text, removed));
  if (splices.length === 0) return nothing;
  if (left > 0)
    return { replace: new Map([[part, encodePart(applySplices(text, splices), encoding)]]), remove: new Set() };
  const rels = relationshipsPart(workbook);
  const replace = new Map([
    [rels, withoutElement(pkg, rels, 'Target', (target) => partKey(resolveTarget(workbook, target)) === partKey(part))],
    [
      contentTypesPart,
      withoutElement(pkg, contentTypesPart, 'PartName', (name) => partKey(name) === `/${partKey(part)}`),
    ],
  ]);
  return { replace, remove: new Set([part]) };
}

/** `i`, the sheet, counts until another entry has one (18.6.1): an entry that goes leaves it to the next. */
function chainSplices(text: string, removed: RemovedFormulas): { splices: readonly Splice[]; left: number } {
  const splices: Splice[] = [];
  const s = new XmlScanner(text);
  let sheet = '';
  let orphaned = false;
  let left = 0;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 2 || s.local !== 'c') continue;
    const given = s.attribute('i');
    const { start, end } = s;
    if (given !== undefined) {
      sheet = given;
      orphaned = false;
    }
    const goes = removed.get(sheet)?.has(s.attribute('r') ?? '') ?? false;
    s.skip();
    if (goes) {
      splices.push({ start, end: s.end, insert: '' });
      orphaned ||= given !== undefined;
      continue;
    }
    left += 1;
    if (!orphaned) continue;
    splices.push({ start, end, insert: editStartTag(text.slice(start, end), { i: sheet }) });
    orphaned = false;
  }
  return { splices, left };
}

/** A part without those of the root's children whose attribute is meant. */
function withoutElement(
  pkg: WorkbookPackage,
  part: string,
  attribute: string,
  meant: (value: string) => boolean,
): Uint8Array {
  const { text, encoding } = pkg.text(part);
  return readXml(part, () => {
    const splices: Splice[] = [];
    const s = new XmlScanner(text);
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (t !== token.open || s.depth !== 2) continue;
      const { start } = s;
      const goes = meant(s.attribute(attribute) ?? '');
      s.skip();
      if (goes) splices.push({ start, end: s.end, insert: '' });
    }
    return encodePart(applySplices(text, splices), encoding);
  });
}
