import type { FormDescription } from '../../src-shared/form/description.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { WorkerRequestName, WorkerRequests } from '../jobs/requests.ts';
import type { Journal } from '../journal/journal.ts';
import type { AnnouncedEdit } from '../../src-shared/contract/documents.ts';

export interface DocumentsOptions {
  readonly journal: Journal;
  /** The folder of old versions. */
  readonly versions: string;
  /** The folder of copies with unsaved text. */
  readonly rescue: string;
  /** The folder that copies of the sample lie in. */
  readonly samples: string;
  /** Runs a job of the workbook engine where a hostile file can do no harm. */
  readonly work: <N extends WorkerRequestName>(
    name: N,
    args: WorkerRequests[N]['args'],
  ) => Promise<WorkerRequests[N]['answer']>;
  /** The forms that are registered on this laptop. */
  readonly forms?: () => Promise<readonly FormDescription[]>;
  /** The description that a plan's folder holds, which comes before all others. */
  readonly planForm?: (file: string) => Promise<FormDescription | undefined>;
  readonly now: () => Date;
  /** The person's setting: rows grow on saving so that no text is cut. */
  readonly growRows?: () => boolean;
  /** The person's name as the settings have it, for the history. */
  readonly person?: () => string;
  /** Told each accepted edit, for other windows on the same documents. */
  readonly edited?: (edit: AnnouncedEdit) => void;
  /** The file calls of opening and saving; tests make them fail. */
  readonly fs?: FileSystem;
}
