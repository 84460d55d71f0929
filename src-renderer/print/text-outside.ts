import type { TextOutside } from '../../src-shared/paper/page.ts';
import { drawnBlock } from './draw-page.ts';

/** Rounding of positions to a sixty-fourth of a pixel, and the ink of italics, are no excess. */
const tolerance = 0.6;

/** Measures every drawn text against its box; turned text by the box that is turned with it. Pages count from 1. */
export function textsOutside(pages: readonly HTMLElement[]): readonly TextOutside[] {
  const outside: TextOutside[] = [];
  for (const [index, page] of pages.entries()) {
    const paper = page.getBoundingClientRect();
    const perPoint = paper.width / (Number.parseFloat(page.style.width) || 1);
    for (const span of page.querySelectorAll<HTMLElement>('.kp-t')) {
      const block = drawnBlock(span) ?? (span.parentElement === null ? undefined : drawnBlock(span.parentElement));
      // Words of a shape that are not broken may stand anywhere.
      if (block === undefined || (block.cell === undefined && (block.role !== 'shape' || block.within === undefined)))
        continue;
      const { x, y, width, height } = block.within ?? block.box;
      const rect = span.getBoundingClientRect();
      const left = (rect.left - paper.left) / perPoint;
      const top = (rect.top - paper.top) / perPoint;
      const by = Math.max(
        x - left,
        y - top,
        left + rect.width / perPoint - (x + width),
        top + rect.height / perPoint - (y + height),
      );
      if (by > tolerance) {
        outside.push({
          page: index + 1,
          sheet: page.dataset['sheet'] ?? '',
          cell: block.cell ?? '',
          text: span.textContent ?? '',
          by: Math.round(by * 100) / 100,
        });
      }
    }
  }
  return outside;
}
