import { createHash } from 'node:crypto';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { compileForm, type CompiledForm } from '../../engine/read/any/compile.ts';

/** The description that a plan goes by, where it is not the first form: ready for reading, and as it travels. */
export interface PlanForm {
  readonly description: FormDescription;
  readonly compiled: CompiledForm;
  /** One line of JSON. */
  readonly text: string;
  /** SHA-256 of `text`. */
  readonly hash: string;
}

export function planForm(description: FormDescription): PlanForm {
  const text = JSON.stringify(description);
  return { description, compiled: compileForm(description), text, hash: formHash(text) };
}

export const formHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
