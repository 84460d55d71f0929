import type { Warning } from '../failures/failures.ts';

/** A file or folder that the program has written, as the window names it. */
export interface OutputRef {
  readonly id: string;
  readonly kind: 'file' | 'folder';
  readonly name: string;
  /** The folder that it lies in, for people to read only. */
  readonly folder: string;
  /** The system has a program that opens it. */
  readonly opens: boolean;
  /** It is in place, and a person has to know something of the place. */
  readonly warnings?: readonly Warning[];
}
