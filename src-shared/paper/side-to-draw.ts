import type { PrintedPage } from './page.ts';

/** A side of paper on its way to the window that draws it: as text, which crosses two borders for less than its thousand objects would. */
export interface SideToDraw extends Pick<PrintedPage, 'heading' | 'level'> {
  /** The `PrintedPage` in JSON. */
  readonly page: string;
}

export const sideToDraw = (page: PrintedPage): SideToDraw => ({
  ...(page.heading === undefined ? {} : { heading: page.heading }),
  ...(page.level === undefined ? {} : { level: page.level }),
  page: JSON.stringify(page),
});
