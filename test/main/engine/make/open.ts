import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import type { Result } from '../../../../src-shared/domain/result.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';

export function open(bytes: Uint8Array): OpenedWorkbook {
  return value(openWorkbook(bytes));
}

export function value<T, F>(result: Result<T, F>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** Texts of an item's fields by path. */
export const textsOf = (item: ItemSheet | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(item?.fields ?? {}).flatMap(([path, field]) =>
      field === undefined ? [] : [[path, field.text] as const],
    ),
  );

/** What is wrong with a package that was not wrong before. */
export function newFindings(before: Uint8Array, after: Uint8Array): readonly string[] {
  const known = new Set(lintPackage(before));
  return lintPackage(after).filter((finding) => !known.has(finding));
}
