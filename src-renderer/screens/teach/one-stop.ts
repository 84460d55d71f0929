import { useState, type FocusEvent, type KeyboardEvent } from 'react';

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

export interface OneStop {
  /** Of the list. */
  readonly keys: {
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
    onFocus(event: FocusEvent<HTMLElement>): void;
  };
  /** Of each button of the list. */
  button(key: string): { readonly 'data-stop': string; readonly tabIndex: 0 | -1 };
}

/**
 * A list of buttons that is one stop of Tab; the arrow keys, Home and End go along it. Tab comes back to where the cursor
 * was last, else to the preferred one, else to the first.
 */
export function useOneStop(all: readonly string[], preferred?: string): OneStop {
  const [last, setLast] = useState<string>();
  const stop = [last, preferred].find((key) => key !== undefined && all.includes(key)) ?? all[0];
  return {
    keys: {
      onKeyDown: (event) => {
        const step = steps[event.key];
        if (step === undefined) return;
        const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
        const at = buttons.indexOf(event.target as HTMLElement);
        if (at < 0) return;
        event.preventDefault();
        buttons[step(at, buttons.length - 1)]?.focus();
      },
      onFocus: (event) => setLast((event.target as HTMLElement).dataset['stop']),
    },
    button: (key) => ({ 'data-stop': key, tabIndex: key === stop ? 0 : -1 }),
  };
}
