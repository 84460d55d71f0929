import { promises as fs } from 'node:fs';
import { basename, extname, join } from 'node:path';

export const isFolder = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );

/** Of several workbooks each has its own place in the plan folder that somebody names. */
export const planFolderAmong = (planFolder: string | undefined, file: string): string | undefined =>
  planFolder === undefined ? undefined : join(planFolder, basename(file, extname(file)));
