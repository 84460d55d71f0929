import { readingOf, type ReadCell, type Reading } from '../../src-shared/paper/reading.ts';
import type { PrintedPage, Rect, TextBlock } from '../../src-shared/paper/page.ts';

/** The elements that a page's texts have been drawn as. */
export type DrawnTexts = ReadonlyMap<TextBlock, HTMLElement>;

/**
 * Puts a drawn page's texts into the order and the roles in which they are read: Chromium makes the tags of its PDF of them.
 * How the page looks stays: everything on it lies where it lay, in the order that its `z-index` says. What no reader is to hear is hidden from
 * it, and becomes an artifact.
 */
export function arrangeForReading(section: HTMLElement, page: PrintedPage, drawn: DrawnTexts): void {
  const readings = readingOf(page);
  const read = new Set<HTMLElement>();
  const take = (text: TextBlock): HTMLElement => {
    const element = drawn.get(text);
    if (element === undefined) throw new Error('a text that was not drawn');
    read.add(element);
    return element;
  };
  const arranged = readings.map((reading) => elementOf(reading, take));
  for (const element of drawn.values()) if (!read.has(element)) element.ariaHidden = 'true';
  section.append(...arranged);
}

function elementOf(reading: Reading, take: (text: TextBlock) => HTMLElement): HTMLElement {
  switch (reading.kind) {
    case 'text': {
      const element = take(reading.text);
      if (reading.level !== undefined) {
        element.role = 'heading';
        element.ariaLevel = String(reading.level);
      }
      return element;
    }
    case 'table': {
      const table = document.createElement('table');
      table.className = 'kp-table';
      for (const cells of reading.rows) {
        const row = document.createElement('tr');
        row.append(...cells.map((cell) => cellElement(cell, take)));
        table.append(row);
      }
      return table;
    }
    case 'figure':
      return said(reading.graphic.label, reading.graphic);
  }
}

/** A cell that takes no room itself: what is in it lies where the page has it. */
function cellElement(
  { texts, alt, box, head, columns, rows }: ReadCell,
  take: (text: TextBlock) => HTMLElement,
): HTMLTableCellElement {
  const cell = document.createElement(head === undefined ? 'td' : 'th');
  if (head !== undefined) cell.scope = head === 'column' ? 'col' : 'row';
  if (columns > 1 || rows > 1) {
    cell.colSpan = columns;
    cell.rowSpan = rows;
    // Chromium tells the spans of cells only that it lays out itself; a language it hands on, and the joiner makes spans of it.
    cell.lang = `ja-x-c${columns}r${rows}`;
  }
  if (alt !== undefined) cell.append(said(alt, box));
  else if (texts.length === 0) cell.append(blank(box));
  cell.append(...texts.map(take));
  return cell;
}

/** A blank that a reader meets where nothing is drawn: without ink, at its place. */
function blank({ x, y, width, height }: Rect): HTMLElement {
  const element = document.createElement('p');
  element.className = 'kp-t kp-blank';
  element.textContent = '\u00a0';
  const at = [x + width / 2, y + height / 2].map((value) => Math.round((value * 96) / 72));
  element.style.transform = `translate(${at[0]}px,${at[1]}px)`;
  return element;
}

/** A figure in words; what is drawn of it lies on the page already. */
function said(words: string, box: Rect): HTMLElement {
  const element = blank(box);
  element.role = 'img';
  element.ariaLabel = words;
  return element;
}
