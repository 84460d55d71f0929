import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { FieldBox } from '../../../src-shared/paper/page.ts';

export interface HitOptions {
  /** The field's whole name; nothing for a field that has no box in the editor. */
  readonly nameOf: (path: FieldPath) => string | undefined;
  readonly press: (path: FieldPath) => void;
}

const points = (value: number): string => `${Math.round(value * 100) / 100}pt`;

/** Buttons without ink over the boxes of a drawn page, in the order of the form; each leads to its field. */
export function paperHits(boxes: readonly FieldBox[], { nameOf, press }: HitOptions): readonly HTMLButtonElement[] {
  return boxes.flatMap(({ path, x, y, width, height }) => {
    const name = nameOf(path);
    if (name === undefined) return [];
    const hit = document.createElement('button');
    hit.type = 'button';
    hit.className = 'kp-hit';
    hit.ariaLabel = name;
    hit.dataset['path'] = path;
    Object.assign(hit.style, { left: points(x), top: points(y), width: points(width), height: points(height) });
    hit.addEventListener('click', () => press(path));
    return [hit];
  });
}

/** The button over the box of a field; a box on two pages has its first part here. */
export const hitOf = (pane: ParentNode, path: FieldPath): HTMLButtonElement | null =>
  pane.querySelector<HTMLButtonElement>(`.kp-hit[data-path="${path}"]`);
