import type { FieldState } from '../../../src-shared/merge/field-state.ts';
import type { Resolution } from '../../../src-shared/merge/resolve.ts';
import type { MasterPlace } from './base-places.ts';

/** One field of the master with everything known about it. */
export interface FieldEntry extends MasterPlace {
  readonly state: FieldState;
  /** The master's own text, empty for a row to come; `undefined` when the master has no such box and can get none. */
  readonly mine: string | undefined;
  readonly resolution: Resolution;
  /** What to remember when the text shown is written into the master. */
  readonly remember: FieldState;
}
