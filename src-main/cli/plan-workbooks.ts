import { promises as fs } from 'node:fs';
import { basename, extname, join } from 'node:path';

export const isFolder = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );

/** The workbooks of a plan that is a folder, one item each, by name; what Excel and LibreOffice keep beside an open one is none. */
export async function workbooksIn(folder: string): Promise<readonly string[]> {
  const names = await fs.readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.xls[xm]$/i.test(name) && !/^(?:~\$|\.)/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Of several workbooks each has its own place in the plan folder that somebody names. */
export const planFolderAmong = (planFolder: string | undefined, file: string): string | undefined =>
  planFolder === undefined ? undefined : join(planFolder, basename(file, extname(file)));
