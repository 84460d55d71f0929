import { promises as fs } from 'node:fs';
import { join } from 'node:path';

/** The workbooks of a plan that is a folder, one item each, by name; what Excel and LibreOffice keep beside an open one is none. */
export async function workbooksIn(folder: string): Promise<readonly string[]> {
  const names = await fs.readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.xls[xm]$/i.test(name) && !/^(?:~\$|\.)/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}
