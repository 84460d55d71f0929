import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Doubt } from '../../../src-shared/failures/doubt-sentences.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { checkDescription } from '../../../src-shared/form/check-description.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { entryCount } from '../../../src-shared/form/entry-count.ts';
import { openPackage } from '../package/open-package.ts';
import { PackageError } from '../package/package-error.ts';
import { XmlError } from '../xml/xml-error.ts';
import { learnForm, type SampleFile } from './learn.ts';
import { proveOnSamples } from './prove.ts';

export interface LearnedForm {
  readonly form: FormDescription;
  readonly doubts: readonly Doubt[];
  /** Entries of the description: fields, and crossings of tables. */
  readonly fields: number;
}

/**
 * Learns a form from the bytes of workbooks and proves it by reading them with it. Fails as opening a workbook does, and
 * with `no-items` where nothing is filled in by anybody.
 */
export function learnFromFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Result<LearnedForm, Failure> {
  const samples: SampleFile[] = [];
  for (const { name, bytes } of files) {
    const opened = openPackage(bytes);
    if (!opened.ok) return err({ file: name, ...opened.failure });
    samples.push({ bytes, package: opened.value, name });
  }
  try {
    const learned = learnForm(samples);
    if (learned === undefined) return err({ kind: 'no-items', reason: 'no-form' });
    const checked = checkDescription(JSON.parse(JSON.stringify(learned.form)));
    if (!checked.ok)
      return err({
        kind: 'no-items',
        reason: 'not-said',
        values: { what: `${checked.failure.place} ${checked.failure.what}` },
      });
    const doubts = [...learned.doubts, ...proveOnSamples(learned, samples)].toSorted(byPlace);
    return ok({ form: learned.form, doubts, fields: entryCount(learned.form) });
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    if (error instanceof XmlError) return err({ kind: 'damaged', reason: 'package', values: { part: error.message } });
    throw error;
  }
}

const byPlace = (a: Doubt, b: Doubt): number => {
  const [one, other] = [a, b].map((doubt) => `${doubt.path}\n${doubt.kind}\n${doubt.sheet}\n${doubt.cell}`) as [
    string,
    string,
  ];
  return one < other ? -1 : one > other ? 1 : 0;
};
