/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions */
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from '../../editing/composing.ts';

const buttons = (chart: HTMLElement | null): readonly (HTMLElement | SVGElement)[] => [
  ...(chart?.querySelectorAll<HTMLElement | SVGElement>('[role="button"]') ?? []),
];

/** Which row of the chart a button stands in, by the rows' own elements. */
const rowOf = (button: Element): Element | null => button.closest('[data-row]');

/**
 * A chart whose parts are buttons: one stop of the Tab key, arrow keys within. Left and right go from part to part, up and
 * down to the row above or below.
 */
export function Chart({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const chart = useRef<HTMLElement>(null);
  useEffect(() => {
    const all = buttons(chart.current);
    // One of them takes the Tab key, whatever has been drawn anew.
    if (!all.some((button) => button.tabIndex === 0)) all[0]?.setAttribute('tabindex', '0');
  });
  const hold = (button: Element | undefined): void => {
    if (button === undefined) return;
    for (const other of buttons(chart.current)) other.setAttribute('tabindex', other === button ? '0' : '-1');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const all = buttons(chart.current);
    const at = all.findIndex((button) => button === document.activeElement);
    if (at < 0) return;
    const next =
      { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key] ??
      inOtherRow(all, at, event.key);
    const target = next === undefined ? undefined : all[Math.max(0, Math.min(all.length - 1, next))];
    if (target === undefined) return;
    event.preventDefault();
    hold(target);
    target.focus();
  };
  const onFocus = (event: FocusEvent): void => {
    if (event.target instanceof Element) hold(event.target.closest('[role="button"]') ?? undefined);
  };
  return (
    <figure ref={chart} className="chart" aria-label={label} onKeyDown={onKeyDown} onFocus={onFocus}>
      {children}
    </figure>
  );
}

/** The first button of the next row, or of the one before. */
function inOtherRow(all: readonly Element[], at: number, key: string): number | undefined {
  const row = rowOf(all[at] as Element);
  if (key === 'ArrowDown') {
    const next = all.findIndex((button, i) => i > at && rowOf(button) !== row);
    return next < 0 ? undefined : next;
  }
  if (key !== 'ArrowUp') return undefined;
  const before = all.findLast((button, i) => i < at && rowOf(button) !== row);
  return before === undefined ? undefined : all.findIndex((button) => rowOf(button) === rowOf(before));
}
