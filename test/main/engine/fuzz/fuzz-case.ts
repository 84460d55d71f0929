import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { openPackage } from '../../../../src-main/engine/package/open-package.ts';
import { patchCell } from '../../../../src-main/engine/write/patch/patch-cell.ts';
import { StoredValues } from '../../../../src-main/engine/write/formulas/stored-values.ts';
import { listSheets } from '../../../../src-main/engine/book/workbook-sheets.ts';
import { formatAddress } from '../../../../src-main/engine/book/address.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../../../src-main/engine/types.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import { byteMutations } from './mutate-bytes.ts';
import { xmlMutationsOf } from './mutate-xml.ts';
import { Random } from './random.ts';

const bases = [
  fixtureWorkbook({ items: 2 }),
  fixtureWorkbook({ items: 2, inlineStrings: true, protection: true, rollUp: false }),
  fixtureWorkbook({ items: 1, years: [2018, 2019, 2020, 2021], lists: 'name', conditionalFormats: true }),
  fixtureWorkbook({ items: 1, layout: 'grid', origin: { row: 2, column: 1 } }),
].map(({ parts }) => parts);

const newTexts = ['あたらしい文', '', '=1+1', ' a\n\nb ', '𠮷_x0041_ & <b>', '31', '12.5%', 'a\u0000b', '\ud842'];

/** What came of one case. `problem` is a broken promise; all else is as it should be. */
export interface FuzzOutcome {
  readonly kind: 'refused' | 'opened' | 'patched';
  readonly mutations: readonly string[];
  readonly problem?: string;
}

/** The bytes of a case: a workbook with one to four things wrong, in its XML, its cells or its zip. */
export function fuzzBytes(seed: number): { readonly bytes: Uint8Array; readonly mutations: readonly string[] } {
  const random = new Random(seed);
  const parts = new Map(random.pick(bases));
  const mutations: string[] = [];
  const inBytes = random.next() < 0.25;
  for (let n = random.below(3); n >= (inBytes ? 1 : 0); n--) {
    const sheets = [...parts.keys()].filter((name) => name.includes('worksheets/sheet'));
    const name = random.next() < 0.6 ? random.pick(sheets) : random.pick([...parts.keys()]);
    const old = parts.get(name);
    if (typeof old !== 'string') continue;
    const [label, mutate] = random.pick(xmlMutationsOf(name));
    parts.set(name, mutate(old, random));
    mutations.push(`${name} ${label}`);
  }
  let bytes = Buffer.from(zipParts(parts));
  if (inBytes) {
    const [label, mutate] = random.pick(Object.entries(byteMutations));
    bytes = Buffer.from(mutate(bytes, random));
    mutations.push(`zip ${label}`);
  }
  return { bytes, mutations };
}

/**
 * Runs a case: opening and patching answer with a `Result`, and a patched workbook reads back with exactly the edit. An
 * exception is a problem too; a hang is left to whoever runs the case.
 */
export function runFuzzCase(seed: number): FuzzOutcome {
  const { bytes, mutations } = fuzzBytes(seed);
  try {
    return { mutations, ...judge(bytes, new Random(seed ^ 0x5bd1e995)) };
  } catch (error) {
    return {
      kind: 'refused',
      mutations,
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function judge(bytes: Uint8Array, random: Random): Pick<FuzzOutcome, 'kind' | 'problem'> {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return { kind: 'refused' };
  const fields = opened.value.items.flatMap((item) =>
    Object.values(item.fields).flatMap((field) => (field ? [{ item, field }] : [])),
  );
  if (fields.length === 0) return { kind: 'opened' };
  const anywhere = patchAnywhere(opened.value.package, random);
  if (anywhere !== undefined) return { kind: 'opened', problem: anywhere };
  const { item, field } = random.pick(fields);
  const text = random.pick(newTexts);
  const patched = patchWorkbook(opened.value, [{ item: item.key, path: field.path, text }], {
    unlock: random.next() < 0.5,
  });
  if (!patched.ok)
    return patched.failure.kind === 'write-failed'
      ? { kind: 'opened', problem: `${field.path} in ${field.cell}: check failed` }
      : { kind: 'opened' };
  const again = openWorkbook(patched.value.bytes);
  if (!again.ok)
    return { kind: 'patched', problem: `${field.path} “${text}”: reopening gives ${JSON.stringify(again.failure)}` };
  const problem = difference(opened.value, again.value, { item: item.key, path: field.path, cell: field.cell, text });
  return problem === undefined ? { kind: 'patched' } : { kind: 'patched', problem };
}

/** Changes any cell of any sheet, mostly one that is not there yet, and reads it back. */
function patchAnywhere(pkg: WorkbookPackage, random: Random): string | undefined {
  const part = random.pick(listSheets(pkg).sheets).part;
  if (part === undefined) return undefined;
  const [row, column] = [1 + random.below(70), 1 + random.below(40)];
  const address = formatAddress(row, column);
  const text = random.pick(newTexts);
  const patched = patchCell(pkg, part, address, text, { unlock: true });
  if (!patched.ok)
    return patched.failure.kind === 'write-failed' ? `${part} ${address} “${text}”: check failed` : undefined;
  const again = openPackage(patched.value.bytes);
  if (!again.ok) return `${part} ${address}: reopening gives ${JSON.stringify(again.failure)}`;
  const held = new StoredValues(again.value).get(part, row, column);
  const holds =
    text === '' ? held?.kind === 'blank' : held?.kind === 'number' || (held?.kind === 'text' && held.text === text);
  return holds ? undefined : `${part} ${address}: holds ${JSON.stringify(held)} instead of “${text}”`;
}

interface Edit {
  readonly item: string;
  readonly path: FieldPath;
  readonly cell: string;
  readonly text: string;
}

/** The first field that is not as it was or as it was meant to be. */
function difference(before: OpenedWorkbook, after: OpenedWorkbook, edit: Edit): string | undefined {
  for (const item of before.items) {
    const now = after.items.find((one) => one.key === item.key);
    for (const field of Object.values(item.fields)) {
      if (field === undefined) continue;
      const read = now?.fields[field.path];
      const meant = item.key === edit.item && field.cell === edit.cell;
      // A number shows in its cell's format; what formulas give may follow the edit.
      if (meant && read?.raw.kind === 'number') continue;
      if (!meant && field.formula !== undefined) continue;
      const expected = meant ? edit.text : field.text;
      if (read?.text !== expected)
        return `${item.key} ${field.path} (edited ${edit.path} ${edit.cell}): “${read?.text}” instead of “${expected}”`;
    }
  }
  return undefined;
}
