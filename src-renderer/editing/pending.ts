import { createStore } from '../state/store.ts';

/**
 * Boxes that hold typed text which is not an edit yet. A box registers while a person types in it and takes itself
 * out when it hands its text over.
 */
const boxes = new Set<() => void>();

/** True while something typed waits for a pause; the save indicator shows «入力中…». */
export const typing = createStore(false);

export function registerPending(flush: () => void): void {
  boxes.add(flush);
  typing.set(true);
}

export function removePending(flush: () => void): void {
  boxes.delete(flush);
  typing.set(boxes.size > 0);
}

/** Makes an edit of whatever is being typed, at once: before saving, undoing, searching, closing. */
export function flushTyping(): void {
  for (const flush of boxes) flush();
}
