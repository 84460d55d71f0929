import { openWorkbook } from '../../src-main/engine/read/open.ts';
import { extractItems } from '../../src-main/engine/make/extract/extract-items.ts';
import { insertItems } from '../../src-main/engine/make/insert/insert-items.ts';
import { publishWorkbook } from '../../src-main/engine/make/publish/publish-workbook.ts';
import { growBoxes } from '../../src-main/engine/write/grow/grow-boxes.ts';
import { PackageDraft } from '../../src-main/engine/write/draft/package-draft.ts';
import { markForSending } from '../../src-main/engine/write/marks/exchange-parts.ts';
import { addRow, removeRow } from '../../src-main/engine/write/rows/change-rows.ts';
import { patchWorkbook } from '../../src-main/engine/write/save.ts';
import type { OpenedWorkbook, WorkbookPackage } from '../../src-main/engine/types.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { filledItem } from './fixture-items.ts';
import { fixtureWorkbook } from './fixture-workbook.ts';
import { lintPackage } from './lint-package.ts';
import { putForm } from './put-form.ts';

/** What came of one operation on one workbook. */
export interface Outcome {
  readonly operation: string;
  readonly kind: 'good' | 'refused' | 'wrong';
  /** The refusal's kind and reason, or what is wrong. */
  readonly detail: string;
}

type Made =
  | { readonly ok: true; readonly value: { readonly bytes: Uint8Array } }
  | { readonly ok: false; readonly failure: Failure };

interface Operation {
  readonly name: string;
  readonly run: (opened: OpenedWorkbook) => Made;
  /** The sheet whose rows move; every other reference must stay as it is written. */
  readonly moves?: string;
  /** Every shape, picture, series and text of a drawing is there afterwards as before. */
  readonly keepsDrawings?: true;
  /** All references stay, or only those that are left. */
  readonly keepsAll: boolean;
}

const other = fixtureWorkbook({ items: [filledItem(951, [2025, 2026]), filledItem(952, [2025, 2026])] });
const form = '個票901';
const key = (opened: OpenedWorkbook): string => opened.items.find((item) => item.sheet === form)?.key ?? '';
const done = (bytes: Uint8Array): Made => ({ ok: true, value: { bytes } });

const operations: readonly Operation[] = [
  {
    name: 'set',
    keepsAll: true,
    run: (opened) =>
      patchWorkbook(opened, [{ item: key(opened), path: 'title', text: '改めた題名' }], { unlock: true }),
  },
  { name: 'add a step', moves: form, keepsAll: true, run: (opened) => addRow(opened, key(opened), 'steps') },
  { name: 'add an indicator', moves: form, keepsAll: true, run: (opened) => addRow(opened, key(opened), 'indicators') },
  {
    name: 'remove the first step',
    moves: form,
    keepsAll: true,
    run: (opened) => removeRow(opened, key(opened), 'steps', 0),
  },
  { name: 'grow', keepsAll: true, run: (opened) => growBoxes(opened) },
  {
    name: 'mark for sending',
    keepsAll: true,
    run: (opened) => {
      const draft = new PackageDraft(opened.package);
      markForSending(draft, {
        planId: 'plan',
        exportId: 'export',
        itemIds: new Map(opened.items.map((item, i) => [item.sheet, `id${i}`])),
        payload: '{"items":[]}',
      });
      return done(draft.bytes());
    },
  },
  { name: 'extract', keepsAll: false, run: (opened) => extractItems(opened, [key(opened)]) },
  {
    name: 'insert into it',
    keepsAll: true,
    run: (opened) => {
      const source = openWorkbook(other.bytes);
      if (!source.ok) throw new Error('the fixture cannot be opened');
      return insertItems(opened, source.value, [source.value.items[1]?.key ?? '']);
    },
  },
  { name: 'publish', keepsAll: false, keepsDrawings: true, run: (opened) => publishWorkbook(opened) },
];

/** Tries every operation on a workbook with a form put on it. `undefined` when the form could not be put on. */
export function tryOperations(bytes: Uint8Array): readonly Outcome[] | undefined {
  const formed = putForm(bytes);
  if (formed === undefined) return undefined;
  const opened = openWorkbook(formed);
  if (!opened.ok || key(opened.value) === '') return undefined;
  const known = new Set(lintPackage(formed).map(general));
  const before = referencesIn(opened.value.package);
  const drawn = drawnIn(opened.value.package);
  return operations.map((operation): Outcome => {
    const { name } = operation;
    let made: Made;
    try {
      made = operation.run(opened.value);
    } catch (error) {
      return {
        operation: name,
        kind: 'wrong',
        detail: (error as Error).stack?.split('\n').slice(0, 4).join(' ') ?? '',
      };
    }
    if (!made.ok) {
      const { kind, reason, sheet, cell, values } = made.failure;
      return {
        operation: name,
        kind: 'refused',
        detail: `${kind} ${reason} ${sheet ?? ''} ${cell ?? ''} ${JSON.stringify(values ?? {})}`,
      };
    }
    const after = openWorkbook(made.value.bytes);
    if (!after.ok) return { operation: name, kind: 'wrong', detail: `cannot be read again: ${after.failure.kind}` };
    const found = lintPackage(made.value.bytes).filter((finding) => !known.has(general(finding)));
    const moved = wrongReferences(before, referencesIn(after.value.package), operation);
    const seen =
      operation.keepsDrawings && drawn !== undefined && drawnIn(after.value.package) !== drawn
        ? [`drawn: ${drawn} became ${drawnIn(after.value.package)}`]
        : [];
    const wrong = [...found, ...moved, ...seen];
    return wrong.length === 0
      ? { operation: name, kind: 'good', detail: '' }
      : { operation: name, kind: 'wrong', detail: wrong.slice(0, 4).join(' | ') };
  });
}

/** How much is drawn, counted by pattern in the parts that sheets lead to; `undefined` where a drawing offers choices. */
function drawnIn(pkg: WorkbookPackage): string | undefined {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  let choices = false;
  const visit = (part: string): void => {
    for (const { target, external, type } of pkg.relationships(part)) {
      if (external || seen.has(target.toLowerCase()) || !pkg.has(target)) continue;
      if (!/^(?:officeDocument|worksheet|chartsheet|drawing|chart|chartUserShapes)$/.test(type)) continue;
      seen.add(target.toLowerCase());
      if (/^(?:drawing|chart|chartUserShapes)$/.test(type)) {
        let text = '';
        try {
          text = pkg.text(target).text;
        } catch {
          continue;
        }
        choices ||= text.includes('AlternateContent');
        for (const m of text.matchAll(/<(?:\w+:)?(ser|pic|sp|cxnSp|plotArea|t|v|srgbClr|prstGeom)[\s>/]/g))
          counts.set(m[1] ?? '', (counts.get(m[1] ?? '') ?? 0) + 1);
      }
      visit(target);
    }
  };
  visit('');
  if (choices) return undefined;
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** A finding without the numbers that an operation rightly changes. */
const general = (finding: string): string => finding.replace(/\d+/g, '#');

/** References that name a sheet, as written, with how often each stands in the package; found by a pattern, not by our reader. */
function referencesIn(pkg: WorkbookPackage): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const pattern =
    /((?:'(?:[^'<>]|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|#REF!)/gu;
  for (const part of pkg.entryNames) {
    if (!/\.(xml|vml)$/i.test(part) || /docProps|customXml|sharedStrings|externalLinks|revisions/i.test(part)) continue;
    let text = '';
    try {
      text = pkg.text(part).text;
    } catch {
      continue;
    }
    if (!text.includes('!')) continue;
    for (const m of text.replace(/&apos;|&#39;/g, "'").matchAll(pattern)) {
      const reference = `${(m[1] ?? '').replace(/^'|'!$|!$/g, '').toLowerCase()}!${m[2]}`;
      found.set(reference, (found.get(reference) ?? 0) + 1);
    }
  }
  return found;
}

function wrongReferences(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  { moves, keepsAll }: Operation,
): readonly string[] {
  const wrong: string[] = [];
  for (const reference of after.keys()) {
    if (
      before.has(reference) ||
      reference.startsWith(`${moves}!`) ||
      /^(?:個票90[12]|リスト|no\.\d.*|_kohyo.*)!/.test(reference)
    )
      continue;
    wrong.push(`new reference ${reference}`);
  }
  if (keepsAll)
    for (const reference of before.keys())
      if (!after.has(reference) && !reference.startsWith(`${moves}!`)) wrong.push(`lost reference ${reference}`);
  return wrong;
}
