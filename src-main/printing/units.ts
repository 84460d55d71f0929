import { append } from '../../src-shared/domain/large-lists.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import {
  contentsSheet,
  coverSheet,
  dividerSheet,
  latestGrade,
  type ContentsEntry,
} from '../../src-shared/paper/booklet.ts';
import { changedPaths, comparisonSheet, earlierOf, unchangedSheet } from '../../src-shared/paper/comparison.ts';
import { goneSheet, type GoneItem } from '../../src-shared/paper/gone-items.ts';
import { groupItems, usualDividers } from '../../src-shared/paper/item-groups.ts';
import { leadOf } from '../../src-shared/paper/item-list.ts';
import type { BoxCells } from '../../src-shared/paper/draw-sheet.ts';
import { layoutSheet, type LayoutOptions, type SheetLayout } from '../../src-shared/paper/layout.ts';
import { listPaperSheet } from '../../src-shared/paper/list-paper.ts';
import { meetingBlocks, meetingSheet, meetingSizes } from '../../src-shared/paper/meeting.ts';
import type { SheetGeometry } from '../../src-shared/paper/sheet.ts';
import { isListPaper, type ItemPaper } from '../../src-shared/contract/print-order.ts';
import type { PaperBook } from '../engine/paper/paper-book.ts';
import { parseArea } from '../engine/book/address.ts';
import { listOf } from './list-of.ts';
import { meetingExtras } from './meeting-extras.ts';
import type { PrintRequest } from './print-request.ts';
import { titleOf } from '../../src-shared/form/roles.ts';
import { blockOfBox } from '../../src-shared/form/facts.ts';
import { formOf } from '../../src-shared/form/forms.ts';

/** A sheet of a job, made when its turn comes. */
export interface Unit {
  /** The same for the same part of a booklet made of an earlier version. */
  readonly key: string;
  readonly item?: ItemSheet;
  readonly heading?: string;
  readonly level: 1 | 2;
  /** Fields that differ from the earlier version. */
  readonly changed?: ReadonlySet<FieldPath>;
  lay(): { readonly geometry: SheetGeometry; readonly layout: SheetLayout };
}

/** The heading of an item, for bookmarks and tables of contents. */
function itemHeading(item: ItemSheet): string {
  const title = titleOf(item).replace(/\s+/gu, ' ').trim();
  const no = item.no.trim();
  return no === '' ? `${item.sheet} ${title}`.trim() : `No.${no} ${title}`.trim();
}

const contents = '目次';

/** The job's sheets in order; `starts` are their first pages as far as they are known. */
export function unitsOf(book: PaperBook, request: PrintRequest, starts: readonly number[]): readonly Unit[] {
  const paper = request.paper ?? 'form';
  const own = (key: string, geometry: () => SheetGeometry, heading?: string): Unit => ({
    key,
    level: 1,
    ...(heading === undefined ? {} : { heading }),
    lay: () => layOwn(geometry(), heading),
  });
  if (isListPaper(paper)) return [own(paper, () => listPaperSheet(listOf(paper, request)))];
  const items = (list: readonly ItemSheet[]): readonly Unit[] =>
    list.map((item) => itemUnit(book, request, paper, item));
  const { booklet } = request;
  if (booklet === undefined) return items(request.items);
  const units: Unit[] = [
    own('cover', () => coverSheet(booklet, request.items.length)),
    own('contents', () => contentsSheet(entriesOf(units, starts)), contents),
  ];
  for (const group of groupItems(request.items, booklet.dividers ?? usualDividers(request.items))) {
    if (group.name !== '') units.push(own(`divider ${group.name}`, () => dividerSheet(group.name), group.name));
    append(units, items(group.items));
  }
  return units;
}

/** The sheet that says which items of the earlier version are gone; it belongs to no booklet and has no number. */
export const goneUnit = (items: readonly GoneItem[], earlier: string): Unit => ({
  key: 'gone',
  level: 1,
  lay: () => {
    const geometry = goneSheet(items, earlier);
    return layOwn(geometry, geometry.name);
  },
});

/** The sheet that stands in for changed sheets when there are none: a job always has a page. */
export const unchangedUnit = (earlier: string): Unit => ({
  key: 'unchanged',
  level: 1,
  lay: () => {
    const geometry = unchangedSheet(earlier);
    return layOwn(geometry, geometry.name);
  },
});

/** A sheet of our own; `heading` is its bookmark. */
const layOwn = (geometry: SheetGeometry, heading: string | undefined): ReturnType<Unit['lay']> => ({
  geometry,
  layout: layoutSheet(geometry, { policy: 'grow', ...(heading === undefined ? {} : { heading, level: 1 }) }),
});

function itemUnit(book: PaperBook, request: PrintRequest, paper: ItemPaper, item: ItemSheet): Unit {
  const { earlier, policy } = request;
  const before = earlier === undefined ? undefined : earlierOf(item, earlier.items);
  const changed = earlier === undefined ? undefined : changedPaths(item, before);
  const heading = itemHeading(item);
  const lay = (geometry: SheetGeometry, more: Pick<LayoutOptions, 'changed' | 'boxes' | 'values'> = {}) => ({
    geometry,
    layout: layoutSheet(geometry, { policy, heading, level: 2, ...more }),
  });
  return {
    key: before === undefined ? `item ${item.key}` : `item ${before.key}`,
    item,
    heading,
    level: 2,
    ...(changed === undefined ? {} : { changed }),
    lay: () => {
      switch (paper) {
        case 'meeting': {
          // A list's row has no sheet of its own that notes could stand beside.
          const extras = item.row === undefined ? meetingExtras(item, book.geometry(item.key)) : undefined;
          return twoPagesAtMost((size) =>
            lay(
              meetingSheet(
                item,
                request.blocks ?? meetingBlocks(formOf(item)),
                before === undefined ? undefined : changed,
                size,
                extras,
              ),
            ),
          );
        }
        case 'comparison':
          return lay(
            comparisonSheet(
              item,
              before,
              earlier === undefined
                ? undefined
                : { old: earlier.name, now: `現在（${request.today ?? request.date}）` },
              request.newFirst,
            ),
          );
        case 'form':
          return lay(book.geometry(item.key), {
            ...(changed === undefined || before === undefined
              ? {}
              : { changed: new Set([...changed].flatMap((path) => item.fields[path]?.cell ?? [])) }),
            values: boxBlocks(item),
            ...(request.boxes === true ? { boxes: boxCells(item) } : {}),
          });
      }
    },
  };
}

/** The block of the form that each of an item's boxes belongs to, by the box's first cell. */
const boxBlocks = (item: ItemSheet): ReadonlyMap<string, string> =>
  new Map(
    Object.values(item.fields).flatMap((field) =>
      field === undefined ? [] : [[field.cell, blockOfBox(item, field.path) ?? ''] as const],
    ),
  );

/** The cells of an item's boxes, in the order of the form. */
const boxCells = (item: ItemSheet): readonly BoxCells[] =>
  Object.values(item.fields).flatMap((field) => {
    const area = field === undefined ? undefined : parseArea(field.area);
    return field === undefined || area === undefined
      ? []
      : [{ path: field.path, row: area.top, column: area.left, bottom: area.bottom, right: area.right }];
  });

/** The largest type at which an item takes no more than two pages; the smallest there is when none does. */
function twoPagesAtMost(lay: (size: number) => ReturnType<Unit['lay']>): ReturnType<Unit['lay']> {
  let laid = lay(meetingSizes[0]);
  for (const size of meetingSizes.slice(1)) {
    if (laid.layout.pages.length <= 2) break;
    laid = lay(size);
  }
  return laid;
}

const entriesOf = (units: readonly Unit[], starts: readonly number[]): readonly ContentsEntry[] =>
  units.flatMap(({ heading, item }, index): ContentsEntry[] => {
    if (heading === undefined || heading === contents) return [];
    const page = starts[index] ?? 1;
    if (item === undefined) return [{ no: '', text: heading, sections: '', grade: '', page, divider: true }];
    const no = item.no.trim();
    return [
      {
        no: no === '' ? '' : `No.${no}`,
        text: titleOf(item).replace(/\s+/gu, ' ').trim() || item.sheet,
        sections: leadOf(item),
        grade: latestGrade(item),
        page,
        divider: false,
      },
    ];
  });
