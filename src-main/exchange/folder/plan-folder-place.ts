import { basename, dirname, extname, join, resolve } from 'node:path';

/** Where an exchange's memory lies: beside the plan's workbook, `台帳.xlsx` → `台帳.個票交換`. */
export const planFolderOf = (master: string): string =>
  join(dirname(resolve(master)), `${basename(master, extname(master))}.個票交換`);
