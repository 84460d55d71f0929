import { isComposing } from '../editing/composing.ts';
import type { Action } from './action.ts';
import { actions } from './all.ts';

/** The keys that a shortcut is made of, as `Mod+Shift+S`. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key === '+' ? 'Plus' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  // With signs such as «?» Shift is part of the sign, not of the chord.
  if (event.shiftKey && key !== 'Plus' && (key.length > 1 || /[A-Z0-9]/u.test(key))) parts.push('Shift');
  return [...parts, key].join('+');
}

const normal = (chord: string): string => chord.split('+').toSorted().join('+');

const byChord = new Map<string, Action>();
for (const action of actions) for (const chord of action.keys) byChord.set(normal(chord), action);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** The action that a key event stands for; none while an input method composes or a sign is being typed. */
export function actionFor(event: KeyboardEvent): Action | undefined {
  if (event.defaultPrevented || isComposing(event)) return undefined;
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && isTyping(event.target)) {
    return undefined;
  }
  return byChord.get(normal(chordOf(event)));
}

/** Whether a dialog is open: its own keys only, then. */
const inDialog = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest('[role="dialog"], [role="alertdialog"]') !== null;

/** Listens for shortcuts in the whole window until the returned function is called. */
export function listenForShortcuts(): () => void {
  const listen = (event: KeyboardEvent): void => {
    const action = actionFor(event);
    if (action === undefined || inDialog(event)) return;
    // Keys of an action belong to it even while it cannot be done: F5, Ctrl+P and the like must not fall through.
    event.preventDefault();
    if (action.enabled()) void action.run();
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}

const names: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Plus: '＋',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
};
/** A chord as people read it: `Ctrl+Shift+S`. */
export const chordName = (chord: string): string =>
  chord
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+');
