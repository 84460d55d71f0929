import type { TaughtCell } from '../../../src-shared/contract/teaching.ts';
import type { FieldBox } from '../../../src-shared/paper/page.ts';

export interface TeachHitOptions {
  readonly cells: ReadonlyMap<string, TaughtCell>;
  readonly isDoubtful: (cell: TaughtCell) => boolean;
  /** Its whole name, as a screen reader says it. */
  readonly nameOf: (cell: TaughtCell) => string;
  /** The short name that is written on a box. */
  readonly shownOf: (cell: TaughtCell) => string;
  readonly press: (cell: string) => void;
}

/** Points: one line of the name and one of the text. */
const roomForName = 30;

const points = (value: number): string => `${Math.round(value * 100) / 100}pt`;

/** Buttons over the cells of a drawn page: boxes by colour, pattern and name; labels and empty cells without ink. */
export function teachHits(boxes: readonly FieldBox[], options: TeachHitOptions): readonly HTMLButtonElement[] {
  return boxes.flatMap(({ path, x, y, width, height }) => {
    const cell = options.cells.get(path);
    if (cell === undefined || width <= 0 || height <= 0) return [];
    const hit = document.createElement('button');
    hit.type = 'button';
    hit.className = 'teach-hit';
    hit.tabIndex = -1;
    hit.ariaLabel = options.nameOf(cell);
    hit.dataset['cell'] = path;
    hit.dataset['what'] = cell.what;
    if (cell.what === 'box') hit.dataset['kind'] = cell.traits?.kind ?? 'text';
    if (options.isDoubtful(cell)) hit.dataset['doubtful'] = '';
    const shown = options.shownOf(cell);
    // A name never hides what stands in a low box; there it comes when a person is there.
    if (cell.text.trim() !== '' && height < roomForName) hit.classList.add('low');
    if (shown !== '') {
      const name = document.createElement('span');
      name.textContent = shown;
      name.ariaHidden = 'true';
      hit.append(name);
    }
    Object.assign(hit.style, { left: points(x), top: points(y), width: points(width), height: points(height) });
    hit.addEventListener('click', () => options.press(path));
    return [hit];
  });
}

export const hitOfCell = (cell: string): HTMLButtonElement | null =>
  document.querySelector<HTMLButtonElement>(`.teach-hit[data-cell="${cell}"]`);

/** Puts the cursor on a cell of the paper. */
export function focusHit(cell: string): void {
  const hit = hitOfCell(cell);
  hit?.focus({ preventScroll: true });
  hit?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
}

const ways: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The next cell in the direction of an arrow key: the nearest that lies that way, straight ahead before aslant. */
export function nextHit(pane: HTMLElement, from: HTMLElement, key: string): HTMLButtonElement | undefined {
  const way = ways[key];
  if (way === undefined) return undefined;
  const [right, down] = way;
  const middle = (element: Element): readonly [number, number] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const own = from.getBoundingClientRect();
  const [x, y] = middle(from);
  let best: HTMLButtonElement | undefined;
  let least = Infinity;
  for (const hit of pane.querySelectorAll<HTMLButtonElement>('.teach-hit')) {
    if (hit === from) continue;
    const other = hit.getBoundingClientRect();
    const [otherX, otherY] = middle(hit);
    const ahead = (otherX - x) * right + (otherY - y) * down;
    const beyond =
      right === 0
        ? down > 0
          ? other.top >= own.bottom - 3
          : other.bottom <= own.top + 3
        : right > 0
          ? other.left >= own.right - 3
          : other.right <= own.left + 3;
    if (!beyond) continue;
    const shares =
      right === 0 ? other.left < own.right && own.left < other.right : other.top < own.bottom && own.top < other.bottom;
    const aside = Math.abs(right === 0 ? otherX - x : otherY - y);
    const away = ahead + (shares ? aside * 0.1 : aside * 3 + 60);
    if (away >= least) continue;
    least = away;
    best = hit;
  }
  return best;
}
