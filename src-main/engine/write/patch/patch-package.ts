import { encodePart } from '../../package/part-text.ts';
import { PackageError } from '../../package/package-error.ts';
import { readXml } from '../../package/read-xml.ts';
import { rewritePackage } from '../../package/rewrite-package.ts';
import { calculateOnLoad } from '../formulas/calculate-on-load.ts';
import { alreadyStored, cachedResultSplices } from '../formulas/cached-results.ts';
import { formulaIndex } from '../formulas/formula-index.ts';
import { rollUp, type RollUp } from '../formulas/roll-up.ts';
import { unpackAddress } from '../../book/address.ts';
import { removeFromChain } from './calculation-chain.ts';
import { locateCells } from '../cells/locate-cells.ts';
import { partToPatch } from './part-to-patch.ts';
import { verifyPatch } from './verify-patch.ts';
import { writeCells } from './write-cells.ts';
import type { CellContent } from '../cells/cell-content.ts';
import type { CellResult } from '../formulas/cell-result.ts';
import type { PackageChanges, PatchOptions, WorkbookPackage } from '../../types.ts';
import type { CellWrites } from './cell-writes.ts';

export interface PatchedPackage {
  readonly bytes: Uint8Array;
  readonly stale: RollUp['stale'];
}

/**
 * The package with some cells changed, and with what follows from that: known results of formulas that depend on them,
 * the calculation chain, the request to calculate on load. The result has been read again and compared with what was
 * meant. Throws `PackageError`.
 */
export function patchPackage(pkg: WorkbookPackage, writes: CellWrites, options: PatchOptions): PatchedPackage {
  if (isSigned(pkg) && !options.breakSignature) throw new PackageError({ kind: 'unsafe', reason: 'signed' });
  const rolled = rollUp(pkg, resultsOf(writes));
  const replace = new Map<string, Uint8Array>();
  const removed = new Map<string, ReadonlySet<string>>();
  const updates = new Map<string, ReadonlyMap<number, CellResult>>();
  const stale = [...rolled.stale];
  const { list } = formulaIndex(pkg);
  for (const part of new Set([...writes.keys(), ...rolled.updates.keys()])) {
    const contents = writes.get(part) ?? new Map<number, CellContent>();
    const results = new Map(rolled.updates.get(part));
    updates.set(part, results);
    const old = pkg.read(part);
    const wanted = new Set([...contents.keys(), ...results.keys()]);
    const { text, apply } = partToPatch(old, part, new Set(Array.from(wanted, (packed) => unpackAddress(packed).row)));
    const sheet = list.sheets.find((one) => one.part === part);
    const { splices, formulasRemoved } = onSheet(sheet?.name, part, () => {
      const places = locateCells(text, wanted);
      const written = writeCells(places, contents, options);
      for (const packed of places.twice)
        if (results.delete(packed)) stale.push({ sheet: sheet?.name ?? part, ...unpackAddress(packed) });
      for (const packed of alreadyStored(places, results)) results.delete(packed);
      return { ...written, splices: [...written.splices, ...cachedResultSplices(places, results)] };
    });
    const patched = apply(splices);
    if (Buffer.compare(patched, old) !== 0) replace.set(part, patched);
    if (sheet && formulasRemoved.length > 0) removed.set(sheet.id, new Set(formulasRemoved));
  }
  if (rolled.affected) {
    const { text, encoding } = pkg.text(list.workbook);
    const calculated = readXml(list.workbook, () => calculateOnLoad(text));
    if (calculated !== text) replace.set(list.workbook, encodePart(calculated, encoding));
  }
  const chain = removed.size > 0 ? removeFromChain(pkg, list.workbook, removed) : undefined;
  for (const [part, bytes] of chain?.replace ?? []) replace.set(part, bytes);
  const changes: PackageChanges = { replace, remove: chain?.remove ?? new Set() };
  const bytes = rewritePackage(pkg, changes);
  verifyPatch({ before: pkg, bytes, changes, writes, updates });
  return { bytes, stale };
}

/** A failure inside a sheet gets the sheet's name. */
function onSheet<T>(name: string | undefined, part: string, run: () => T): T {
  try {
    return readXml(part, run);
  } catch (error) {
    if (!(error instanceof PackageError) || name === undefined) throw error;
    throw new PackageError({ sheet: name, ...error.failure });
  }
}

/** Signatures cover the bytes of parts ([MS-OFFCRYPTO] 2.5; ECMA-376 part 2, clause 10). */
const isSigned = (pkg: WorkbookPackage): boolean =>
  pkg.relationships('').some((one) => one.type === 'origin') ||
  pkg.entryNames.some((name) => /^_xmlsignatures\/(?!.*\.rels$)/i.test(name) && !name.endsWith('/'));

function resultsOf(writes: CellWrites): ReadonlyMap<string, ReadonlyMap<number, CellResult>> {
  return new Map(
    Array.from(writes, ([part, cells]) => [
      part,
      new Map(Array.from(cells, ([at, content]) => [at, resultOf(content)])),
    ]),
  );
}

function resultOf(content: CellContent): CellResult {
  switch (content.kind) {
    case 'blank':
    case 'boolean':
      return content;
    case 'number':
      return { kind: 'number', value: Number(content.lexical) };
    case 'text':
      return { kind: 'text', text: content.runs.map((run) => run.text).join('') };
  }
}
