import type { LayoutNote, PrintedPage } from '../paper/page.ts';

/** Pages to draw with `drawPage` (src-renderer/print), and what a person should know about how they were fitted. */
export interface LaidOutPages {
  readonly pages: readonly PrintedPage[];
  readonly notes: readonly LayoutNote[];
}

/** Some sides of a job, for the preview. */
export interface PreviewPages extends LaidOutPages {
  /** Sides of the whole job. */
  readonly total: number;
}
