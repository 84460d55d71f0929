import { patchSession, session } from '../state/session.ts';
import { changeSettings } from './settings-change.ts';

/** Hundredths; the sizes that the keys, the wheel and the buttons go through. */
export const zoomSteps = [50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200] as const;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Sets the size of the sheet at once; it is kept when the person has come to rest, not at every notch of a wheel. */
export function setSheetZoom(sheetZoom: number): void {
  const { settings } = session.get();
  if (settings.sheetZoom === sheetZoom) return;
  patchSession({ settings: { ...settings, sheetZoom } });
  clearTimeout(timer);
  timer = setTimeout(() => void changeSettings({ sheetZoom: session.get().settings.sheetZoom }), 400);
}

/** Ctrl and the wheel, as in Excel: the size of what is under the mouse, until the returned function is called. */
export function zoomByWheel(element: HTMLElement): () => void {
  const listen = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const now = session.get().settings.sheetZoom;
    const next = event.deltaY < 0 ? zoomSteps.find((step) => step > now) : zoomSteps.findLast((step) => step < now);
    if (next !== undefined) setSheetZoom(next);
  };
  element.addEventListener('wheel', listen, { passive: false });
  return () => element.removeEventListener('wheel', listen);
}
