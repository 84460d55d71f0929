import type { Warning } from '../../../src-shared/failures/failures.ts';
import type { Documents } from '../../desk/documents.ts';
import type { IncomingFiles } from '../../desk/incoming-files.ts';
import type { SettingsFile } from '../../desk/settings.ts';
import type { StartFiles } from '../../desk/start-files.ts';
import type { RecentFiles } from '../../files/recent-files.ts';
import type { Journal } from '../../journal/journal.ts';
import type { KeptThread } from '../../jobs/kept-thread.ts';
import type { PlanWork, PartWork, Work } from '../../jobs/requests.ts';
import type { StoppableName } from '../../jobs/stoppable.ts';
import type { DeskWindows } from '../desk-windows.ts';
import type { Outputs } from '../outputs.ts';

/** What the handlers stand on. */
export interface DeskServices {
  readonly documents: Documents;
  readonly journal: Journal;
  /** Runs a job of the workbook engine where a hostile file can do no harm. */
  readonly work: Work;
  /** Ends what a person does not want to wait for. */
  readonly stopWork: (what: StoppableName) => void;
  readonly planWork: PlanWork;
  readonly partWork: PartWork;
  /** Lays out what the screen shows of paper. */
  readonly previews: KeptThread;
  /** Settles when the workbooks with drafts of an earlier run are open again. */
  readonly reopened: Promise<unknown>;
  readonly settings: SettingsFile;
  readonly recent: RecentFiles;
  readonly incoming: IncomingFiles;
  readonly waiting: StartFiles;
  readonly samples: { readonly bundled: string; readonly folder: string };
  readonly developmentRuntime: boolean;
  readonly warnings: readonly Warning[];
  readonly windows: DeskWindows;
  /** What was written for a person to find. */
  readonly outputs: Outputs;
  readonly settingsChanged: () => void;
  /** The folder of old versions. */
  readonly versions: string;
  /** The app's own folder. */
  readonly dataFolder: string;
}
