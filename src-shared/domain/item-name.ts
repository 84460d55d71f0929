import type { ItemSheet } from './item.ts';

/**
 * What an item is found again by in a file that another program has written: its sheet's name, and of a list's row its number. A
 * blank before the name is never a sheet's own, so names of rows and of sheets cannot be taken for each other.
 */
export const itemName = ({ sheet, row, no }: Pick<ItemSheet, 'sheet' | 'row' | 'no'>): string =>
  row === undefined ? sheet : `${sheet}\n${no.trim() === '' ? `#${row}` : no.trim()}`;

/** The same in one line, for people. */
export const shownItemName = (name: string): string => name.replace('\n', ' ');
