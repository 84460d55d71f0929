import type { Edition } from '../../../../src-shared/form/description.ts';
import {
  itemFindings,
  type CheckedField,
  type FindingKind,
  type FindingWords,
} from '../../../../src-shared/form/form-findings.ts';
import { cellName } from './any-json.ts';
import type { AnyItem, OpenedAny } from './any-item.ts';
import { oddChoices } from './odd-choices.ts';

export interface SheetFinding {
  readonly sheet: string;
  readonly item: string;
  readonly kind: FindingKind;
  readonly cells: readonly string[];
  readonly text: string;
}

export interface CheckWords extends FindingWords {
  readonly twice: (fields: string) => string;
  readonly unfit: (label: string) => string;
  readonly odd: (text: string) => string;
}

/** What `form check` finds in a workbook, in the order of its items. */
export function checkAny(opened: OpenedAny, editions: readonly Edition[], words: CheckWords): readonly SheetFinding[] {
  const odd = oddChoices(opened.items);
  const byId = new Map(editions.map((edition) => [edition.id, edition]));
  return [
    ...opened.sheets.flatMap(({ name, item = '', twice, missing }): readonly SheetFinding[] => [
      ...twice.map(({ cell, paths }) => ({
        sheet: name,
        item,
        kind: 'twice' as const,
        cells: [cell],
        text: words.twice(paths.join('、')),
      })),
      ...[...new Set(missing)].map((label) => ({
        sheet: name,
        item,
        kind: 'unfit' as const,
        cells: [],
        text: words.unfit(label.replace(/\s+/g, '')),
      })),
    ]),
    ...opened.items.flatMap((item) => {
      const edition = byId.get(item.edition);
      const oddOnes = odd
        .filter((one) => one.item === item)
        .map(({ field }) => ({
          sheet: field.sheet,
          item: item.no,
          kind: 'choice' as const,
          cells: [field.cell],
          text: words.odd(field.text),
        }));
      return edition === undefined ? oddOnes : [...ofItem(opened, item, edition, words), ...oddOnes];
    }),
  ];
}

function ofItem(opened: OpenedAny, item: AnyItem, edition: Edition, words: CheckWords): readonly SheetFinding[] {
  const sheets = new Map<string, string>();
  const fields = new Map<string, CheckedField>();
  for (const [path, field] of item.fields) {
    const cell = cellName(item, field);
    sheets.set(cell, field.sheet);
    const { text, traits, choices } = field;
    fields.set(path, {
      path,
      text,
      cell,
      traits,
      ...(choices === undefined ? {} : { choices }),
      value: opened.valueOf(item, field),
    });
  }
  return itemFindings(fields, edition, words).map(({ kind, cells, text }) => {
    const sheet = sheets.get(cells[0] ?? '') ?? item.sheet;
    // Cells are named from the sheet that the finding is told of.
    const own = `${sheet === item.sheet ? '' : (cells[0] ?? '').replace(/![A-Z]+\d+$/, '!')}`;
    return {
      sheet,
      item: item.no,
      kind,
      cells: cells.map((cell) => (own !== '' && cell.startsWith(own) ? cell.slice(own.length) : cell)),
      text,
    };
  });
}
