/**
 * True for key events that belong to an input method: while it composes, Enter, Escape, Tab and every shortcut are
 * its own. 229 is what Chromium reports for keys that the method has taken before composition has begun.
 */
export const isComposing = (event: { readonly isComposing: boolean; readonly keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229;
