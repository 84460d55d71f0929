import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';
import type { DrawSettings, PrintWindow } from './print-window.ts';

/** What is to be drawn. */
export interface PagesToDraw {
  readonly settings: DrawSettings;
  /** Pages in order; laid out while windows draw. */
  readonly pages: Iterable<readonly SideToDraw[]> | AsyncIterable<readonly SideToDraw[]>;
  readonly total: number;
  /** Called after every part with the pages drawn so far. */
  readonly progress?: (drawn: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** How the pages are shared out. */
export interface Share {
  /** Windows that draw at a time, each in a process of its own; a part goes to the one that is free first. */
  readonly windows: number;
  /** How many pages the next part has, of so many that are left. */
  readonly pagesOf: (left: number) => number;
  /** Parts that one window draws before a fresh one takes its place; any number when missing. */
  readonly partsPerWindow?: number;
}

/** What is done with the drawn pages. */
export interface Hands<Made> {
  /** Makes what is wanted of a part while it stands in its window. */
  readonly part: (window: PrintWindow, part: readonly SideToDraw[]) => Promise<Made>;
  /** Takes what was made, in the order of the pages whichever window was quicker. */
  readonly take: (made: Made, part: readonly SideToDraw[]) => void;
  /** Takes leave of each window. */
  readonly leave: (window: PrintWindow) => Promise<void>;
}

class PrintCancelled extends Error {
  override readonly name = 'PrintCancelled';
}

/**
 * Lets the windows' answers in between two sheets. By the global function: Electron wakes Node's loop for that one, not for the
 * one of `timers/promises`, which then may wait for ever.
 */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/**
 * Draws pages part by part in windows that `open` opens. The next part is laid out while they draw. Windows go away whatever
 * happens. Throws `PrintCancelled` when the signal stops it.
 */
export async function drawInParts<Made>(
  open: () => Promise<PrintWindow>,
  { settings, pages, total, progress, signal }: PagesToDraw,
  share: Share,
  hands: Hands<Made>,
): Promise<void> {
  const stopped = (): void => {
    if (signal?.aborted === true) throw new PrintCancelled('stopped');
  };
  stopped();
  const windows = new OpenWindows(open);
  const stop = (): void => windows.end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const lanes = Array.from({ length: share.windows }, () => new Lane(windows, settings, share, hands));
    let drawn = 0;
    let given = 0;
    let taken: Promise<void> = Promise.resolve();
    let failed = false;
    const next = async (part: readonly SideToDraw[]): Promise<void> => {
      await Promise.race(lanes.map((one) => one.free()));
      const lane = lanes.reduce((first, one) => (one.waiting < first.waiting ? one : first));
      given += part.length;
      const made = lane.draw(part);
      made.catch(() => undefined);
      taken = taken.then(async () => {
        const what = await made;
        // The window has begun with its next part before this one is looked at.
        await turn();
        hands.take(what, part);
        drawn += part.length;
        stopped();
        progress?.(drawn, total);
      });
      taken.catch(() => (failed = true));
    };
    const waiting: SideToDraw[] = [];
    for await (const some of pages) {
      waiting.push(...some);
      for (let size = share.pagesOf(total - given); waiting.length >= size; size = share.pagesOf(total - given))
        await next(waiting.splice(0, size));
      await turn();
      if (failed) break;
    }
    if (waiting.length > 0 && !failed) await next(waiting);
    await taken;
    for (const lane of lanes) await lane.end();
  } catch (error) {
    stopped();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** The windows of one job, so that all of them go when it ends, also one that is still opening. */
class OpenWindows {
  readonly #open: () => Promise<PrintWindow>;
  readonly #windows = new Set<PrintWindow>();
  #ended = false;

  constructor(open: () => Promise<PrintWindow>) {
    this.#open = open;
  }

  async open(): Promise<PrintWindow> {
    const window = await this.#open();
    if (this.#ended) {
      window.close();
      throw new PrintCancelled('ended');
    }
    this.#windows.add(window);
    return window;
  }

  close(window: PrintWindow): void {
    if (this.#windows.delete(window)) window.close();
  }

  end(): void {
    this.#ended = true;
    for (const window of this.#windows) this.close(window);
  }
}

/** One window at a time that draws its parts one after the other. */
class Lane<Made> {
  readonly #windows: OpenWindows;
  readonly #settings: DrawSettings;
  readonly #share: Share;
  readonly #hands: Hands<Made>;
  #window: Promise<PrintWindow>;
  #parts = 0;
  /** The part that is drawn, and before it the one that was: the next one waits here already when a window is done. */
  #drawing: Promise<unknown> = Promise.resolve();
  #before: Promise<unknown> = Promise.resolve();
  /** Parts that are given and not made yet. */
  waiting = 0;

  constructor(windows: OpenWindows, settings: DrawSettings, share: Share, hands: Hands<Made>) {
    this.#windows = windows;
    this.#settings = settings;
    this.#share = share;
    this.#hands = hands;
    this.#window = windows.open();
    // Whoever draws hears of it.
    this.#window.catch(() => undefined);
  }

  /** Settles when another part may be given; never rejects. */
  free(): Promise<unknown> {
    return this.#before;
  }

  draw(part: readonly SideToDraw[]): Promise<Made> {
    const made = this.#drawing.then(() => this.#draw(part));
    this.#before = this.#drawing;
    this.waiting += 1;
    this.#drawing = made.catch(() => undefined).then(() => (this.waiting -= 1));
    return made;
  }

  async #draw(part: readonly SideToDraw[]): Promise<Made> {
    if (this.#parts === this.#share.partsPerWindow) {
      await this.end();
      this.#windows.close(await this.#window);
      this.#window = this.#windows.open();
      this.#parts = 0;
    }
    this.#parts += 1;
    const window = await this.#window;
    await window.add(part, this.#settings);
    return this.#hands.part(window, part);
  }

  async end(): Promise<void> {
    await this.#hands.leave(await this.#window);
  }
}
