import type { EditSource } from '../../src-shared/domain/edit-source.ts';
import { registerPending, removePending } from './pending.ts';

/** A pause this long makes what was typed an edit. */
export const pauseMilliseconds = 400;

/** The element that is typed in. */
export interface TypedElement {
  readonly value: string;
}

/** Makes an edit of what was typed. */
export type Commit<E extends TypedElement> = (text: string, source: EditSource, element: E) => void;

/** The typing in one box between two edits. */
export interface TypingSession<E extends TypedElement> {
  /** Something was typed into the element. */
  typed(element: E): void;
  compositionStarted(): void;
  compositionEnded(): void;
  /** Hands over what was typed, at once; nothing while an input method composes. */
  flush(source?: EditSource): void;
  /** Whether something typed waits, or an input method composes. */
  busy(): boolean;
  /** Ends the session: what was typed is handed over, even out of a composition, and nothing waits any more. */
  finish(): void;
}

/**
 * Turns typing into edits: one after each pause, none while an input method composes. The box's text stays in the
 * DOM until then, so that a keystroke costs what it costs in a bare textarea.
 */
export function createTypingSession<E extends TypedElement>(commit: Commit<E>): TypingSession<E> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: E | undefined;
  let composing = false;

  const clear = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };
  const flush = (source: EditSource = 'typing'): void => {
    if (composing || waiting === undefined) return;
    clear();
    const element = waiting;
    waiting = undefined;
    removePending(flushTyped);
    commit(element.value, source, element);
  };
  const flushTyped = (): void => flush();
  const rest = (): void => {
    clear();
    timer = setTimeout(flushTyped, pauseMilliseconds);
  };
  return {
    typed: (element) => {
      if (waiting === undefined) registerPending(flushTyped);
      waiting = element;
      if (!composing) rest();
    },
    compositionStarted: () => {
      composing = true;
      clear();
    },
    compositionEnded: () => {
      composing = false;
      if (waiting !== undefined) rest();
    },
    flush,
    busy: () => waiting !== undefined || composing,
    finish: () => {
      composing = false;
      flush();
      clear();
    },
  };
}
