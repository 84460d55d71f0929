import { pixelsPerPoint } from './draw-page.ts';

/** Makes the widest page (points) as wide as the pane, within what can be read and is not coarse; `factor` times that, as a person wants it. The style sheet reads `--paper-zoom`. */
export function fitPapers(pane: HTMLElement, width: number, largest: number, factor = 1, least = 0.4): void {
  const room = pane.clientWidth - 40;
  pane.style.setProperty(
    '--paper-zoom',
    String(Math.min(largest, Math.max(least, room / Math.max(1, width * pixelsPerPoint))) * factor),
  );
}
