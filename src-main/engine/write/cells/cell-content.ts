import type { TextRun } from '../../../../src-shared/domain/item.ts';
import { escapeText } from '../../xml/entities.ts';
import { encodeXstring } from '../../xml/xstring.ts';

/** What a cell shall hold. `text` has its own line ends; runs with formats are kept as rich text. */
export type CellContent =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly lexical: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly runs: readonly TextRun[] };

/**
 * Strings are written into the cell itself (`t="inlineStr"`, ECMA-376 part 1, 18.18.11) and not into the string table:
 * the table is another part, shared by all sheets, and would have to be rewritten for every edit. Excel, LibreOffice,
 * openpyxl, ExcelJS and SheetJS read inline strings, rich text included; Excel moves them to the table when it saves.
 */
export const cellType = (content: CellContent): string | undefined =>
  content.kind === 'text' ? 'inlineStr' : content.kind === 'boolean' ? 'b' : undefined;

/** The children that hold the content; `prefix` is that of the sheet part's elements with its colon, or `''`. */
export function cellChildren(content: CellContent, prefix: string): string {
  switch (content.kind) {
    case 'blank':
      return '';
    case 'number':
      return `<${prefix}v>${content.lexical}</${prefix}v>`;
    case 'boolean':
      return `<${prefix}v>${content.value ? 1 : 0}</${prefix}v>`;
    case 'text':
      return `<${prefix}is>${stringItem(content.runs, prefix)}</${prefix}is>`;
  }
}

function stringItem(runs: readonly TextRun[], prefix: string): string {
  const [only] = runs;
  if (runs.length === 1 && only?.format === undefined) return textElement(only?.text ?? '', prefix);
  return runs
    .map((run) => `<${prefix}r>${withPrefix(run.format ?? '', prefix)}${textElement(run.text, prefix)}</${prefix}r>`)
    .join('');
}

/** `xml:space` as Excel writes it: without it a reader may drop white space at the ends (XML 1.0, 2.10). */
function textElement(text: string, prefix: string): string {
  const space = /^\s|\s$|\n| {2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<${prefix}t${space}>${escapeText(encodeText(text))}</${prefix}t>`;
}

/** As `encodeXstring`, and halves of surrogate pairs too, which no encoding of XML can hold. */
export const encodeText = (text: string): string =>
  encodeXstring(text).replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (half) => `_x${half.charCodeAt(0).toString(16).toUpperCase()}_`,
  );

/** A run's format may come from the string table, whose elements may have another prefix than the sheet's. */
const withPrefix = (format: string, prefix: string): string =>
  format.replace(/<(\/?)(?:[\w.-]+:)?(?=[\w.-])/g, (_, slash: string) => `<${slash}${prefix}`);
