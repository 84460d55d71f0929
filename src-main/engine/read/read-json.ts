import type { FiscalYear } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet, SheetField } from '../../../src-shared/domain/item.ts';
import { shippedForm } from '../../../src-shared/form/forms.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type { Language } from '../../../src-shared/failures/language.ts';
import type { OpenedWorkbook } from '../types.ts';
import { itemJson, type ItemJson } from './item-json.ts';

const firstForm = (): { readonly id: string; readonly edition: string } => {
  const { id, edition } = shippedForm();
  return { id, edition };
};

export interface WarningJson {
  readonly kind: string;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
}

export interface WorkbookJson {
  readonly file: string;
  readonly plan: { readonly years: readonly FiscalYear[] };
  readonly form: ReturnType<typeof firstForm>;
  readonly items: readonly ItemJson[];
  readonly warnings: readonly WarningJson[];
}

/** A workbook as `read --json` prints it: texts as a reader sees them, boxes that the sheet lacks or leaves blank as `""`. */
export function toReadJson(
  fileName: string,
  opened: Omit<OpenedWorkbook, 'package'>,
  language: Language,
): WorkbookJson {
  return {
    file: fileName,
    plan: { years: opened.plan.years },
    form: firstForm(),
    items: opened.items.map(itemJson),
    warnings: opened.warnings.map((warning) => ({
      kind: warning.kind,
      message: sentence(warning, language),
      ...(warning.sheet === undefined ? {} : { sheet: warning.sheet }),
      ...(warning.cell === undefined ? {} : { cell: warning.cell }),
    })),
  };
}

/** Characters of a piece of `readJsonText`, about: few enough for each to be made where the last one was. */
const pieceLength = 1 << 13;

/**
 * The text of `toReadJson` in pieces, one line an item: `grep` and `diff` find items, and a plan of 300 is written in half the
 * time of indenting it. `more` are keys that come last. Item by item, so that a large plan is never held as objects, as one text and as bytes at once.
 */
export function* readJsonText(
  fileName: string,
  opened: Omit<OpenedWorkbook, 'package'>,
  language: Language,
  more: Readonly<Record<string, unknown>> = {},
  valueOf?: (field: SheetField) => object,
): Generator<string> {
  const { file, plan, form, warnings } = toReadJson(fileName, { ...opened, items: [] }, language);
  let piece = `{"file":${JSON.stringify(file)},"plan":${JSON.stringify(plan)},"form":${JSON.stringify(form)},"items":[`;
  let before = '\n';
  for (const item of opened.items) {
    piece +=
      before +
      JSON.stringify(valueOf === undefined ? itemJson(item) : { ...itemJson(item), values: valuesOf(item, valueOf) });
    before = ',\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  const end = opened.items.length === 0 ? ']' : '\n]';
  const listed =
    warnings.length === 0 ? '[]' : `[\n${warnings.map((warning) => JSON.stringify(warning)).join(',\n')}\n]`;
  const added = Object.entries(more).map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`);
  yield `${piece}${end},"warnings":${listed}${added.join('')}}\n`;
}

function valuesOf(item: ItemSheet, valueOf: (field: SheetField) => object): Record<string, object> {
  return Object.fromEntries(
    Object.values(item.fields).flatMap((field) => (field === undefined ? [] : [[field.path, valueOf(field)]])),
  );
}
