import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslate } from '../../i18n/translate.ts';
import { patchSession, session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { changeSettings } from '../../workspace/settings-change.ts';

/** Pixels; narrower a title says nothing, wider the sheet has no room. */
const [narrowest, widest] = [200, 720];
const byKey = 24;

const within = (width: number): number => Math.round(Math.min(widest, Math.max(narrowest, width)));

/** Shows a width at once; it is kept when the person has let go. */
const show = (width: number): void =>
  patchSession({ settings: { ...session.get().settings, listWidth: within(width) } });
const keep = (): void => void changeSettings({ listWidth: session.get().settings.listWidth });

/** The edge between list and sheet: drawn with the mouse, moved with the arrow keys, given back to the window by a double click. */
export function Splitter(): ReactNode {
  const t = useTranslate();
  const width = useStore(session, (now) => now.settings.listWidth);
  const drawn = useRef(false);
  const current = (element: HTMLElement): number =>
    width > 0 ? width : (element.parentElement?.getBoundingClientRect().width ?? narrowest);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowLeft' ? -byKey : event.key === 'ArrowRight' ? byKey : 0;
    if (by === 0) return;
    event.preventDefault();
    show(current(event.currentTarget) + by);
    keep();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    if (drawn.current) show(event.clientX - left);
  };
  return (
    // A window splitter is what the ARIA guide calls this pattern: a separator that takes the cursor.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="splitter"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={t('list.splitter')}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width > 0 ? width : narrowest}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        drawn.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drawn.current = false;
        keep();
      }}
      onDoubleClick={() => void changeSettings({ listWidth: 0 })}
    />
  );
}
