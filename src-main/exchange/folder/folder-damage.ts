import type { Warning } from '../../../src-shared/failures/failures.ts';
import { unsyncedWarning } from '../../files/file-failures.ts';

/** What of a plan folder is not as it was written. */
export interface FolderDamage {
  /** Lines of logs: file and number. */
  readonly lines: readonly { readonly file: string; readonly line: number }[];
  /** How many lines are gone, by log. */
  readonly missingLines: readonly { readonly file: string; readonly count: number }[];
  /** Sendings whose base is gone or changed; `restored` from the archived workbook. */
  readonly bases: readonly { readonly id: string; readonly file: string; readonly restored: boolean }[];
  /** Returned files that are gone or changed, by the names that people gave them. */
  readonly returned: readonly { readonly name: string; readonly sha256: string }[];
}

export const noDamage: FolderDamage = { lines: [], missingLines: [], bases: [], returned: [] };

/** So many names say enough in a sentence. */
const maxNames = 5;

const listed = (names: readonly string[]): string =>
  [...names.slice(0, maxNames), ...(names.length > maxNames ? ['…'] : [])].join('、');

/** What a person is told of a folder when a command is done with it. */
export const folderWarnings = (folder: {
  readonly path: string;
  readonly damage: FolderDamage;
  readonly unsynced: string | undefined;
}): readonly Warning[] => [
  ...damageWarnings(folder.damage),
  ...(folder.unsynced === undefined ? [] : [unsyncedWarning(folder.path, folder.unsynced)]),
];

/** What a person is told of a damaged plan folder, on the command line and in the window alike. */
export function damageWarnings({ lines, missingLines, bases, returned }: FolderDamage): readonly Warning[] {
  const lost = bases.filter(({ restored }) => !restored);
  const restored = bases.filter((base) => base.restored);
  const gone = missingLines.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(lines.length === 0
      ? []
      : [
          {
            kind: 'plan-folder',
            reason: 'lines',
            values: { count: lines.length, where: listed(lines.map(({ file, line }) => `${file}:${line}`)) },
          } as const,
        ]),
    ...(gone === 0
      ? []
      : [
          {
            kind: 'plan-folder',
            reason: 'lines-gone',
            values: { count: gone, where: listed(missingLines.map(({ file }) => file)) },
          } as const,
        ]),
    ...(lost.length === 0
      ? []
      : [
          {
            kind: 'plan-folder',
            reason: 'bases',
            values: { count: lost.length, files: listed(lost.map(({ file }) => file)) },
          } as const,
        ]),
    ...(restored.length === 0
      ? []
      : [
          {
            kind: 'plan-folder',
            reason: 'bases-restored',
            values: { count: restored.length, files: listed(restored.map(({ file }) => file)) },
          } as const,
        ]),
    ...(returned.length === 0
      ? []
      : [
          {
            kind: 'plan-folder',
            reason: 'returned',
            values: { count: returned.length, files: listed(returned.map(({ name }) => name)) },
          } as const,
        ]),
  ];
}
