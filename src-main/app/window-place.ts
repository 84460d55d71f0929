import { ownFile } from '../files/file-system.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';
import { writeFileAtomically } from '../files/write-atomically.ts';

/** Where the window stood when it was closed: screen pixels as Electron counts them. */
export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

const number = v.pipe(v.number(), v.integer());
const placeSchema = v.object({ x: number, y: number, width: number, height: number, maximized: v.boolean() });

/** So much of a window must be on a screen that a person can take hold of it. */
const graspable = 100;

/**
 * A kept place, if the window can be seen there: a laptop that was on a large screen yesterday is not today. It is made no
 * larger than the screen that it lies on.
 */
export function visiblePlace(kept: WindowPlace, screens: readonly Rectangle[]): WindowPlace | undefined {
  for (const screen of screens) {
    const across = Math.min(kept.x + kept.width, screen.x + screen.width) - Math.max(kept.x, screen.x);
    const titleIsIn = kept.y >= screen.y && kept.y < screen.y + screen.height - graspable / 2;
    if (across < graspable || !titleIsIn) continue;
    return { ...kept, width: Math.min(kept.width, screen.width), height: Math.min(kept.height, screen.height) };
  }
  return undefined;
}

const fileIn = (folder: string): string => path.join(folder, 'window.json');

/** The place kept in the data folder; `undefined` when there is none that can be read. */
export function readPlace(folder: string): WindowPlace | undefined {
  try {
    const parsed = v.safeParse(placeSchema, JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the window's place whenever it has come to rest; one that cannot be kept is no reason to say anything. */
export function keepPlace(window: BrowserWindow, folder: string): void {
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const text = JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() } satisfies WindowPlace);
    if (text === last) return;
    last = text;
    void writeFileAtomically(fileIn(folder), Buffer.from(`${text}\n`), { mode: ownFile });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
    timer.unref();
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', keep);
}
