import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityBook, type CityForm } from './city-book.ts';

/** A folder as those of the development families: blank, two filled workbooks to learn from, one to read, one that drifted. */
export async function writeCityForm(root: string, form: CityForm): Promise<string> {
  const folder = join(root, form.name);
  mkdirSync(folder, { recursive: true });
  const look = form.look ?? { ground: 'FFDDEBF7' };
  const books: readonly (readonly [string, number, number, boolean])[] = [
    ['blank', 1, 1, true],
    ['a', 2, 2, false],
    ['b', 3, 2, false],
    ['c', 4, 2, false],
    ['drifted', 5, 2, false],
  ];
  for (const [name, seed, items, blank] of books) {
    const drift = name === 'drifted' ? (form.drift ?? { rows: [3], columns: [2] }) : undefined;
    const book = new CityBook(look, seed * 7919 + form.name.length, blank, drift);
    form.draw(book, items);
    writeFileSync(join(folder, `${name}.xlsx`), await book.bytes());
    writeFileSync(join(folder, `${name}.truth.json`), JSON.stringify(book.truth));
  }
  return folder;
}
