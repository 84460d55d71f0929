import type { ReactNode } from 'react';

/** Looks that parts of bars have in their order: told apart by colour, lightness and lines (glance.css has the colours). */
const hatches = [undefined, undefined, 'rising', 'level', undefined, 'upright', undefined, 'dots'] as const;

/** The look of a part: `0`… by its place in the scale, `blank`. */
export const lookName = (look: number | 'blank'): string =>
  look === 'blank' ? 'blank' : String(look % hatches.length);

const lines: Readonly<Record<NonNullable<(typeof hatches)[number]>, string>> = {
  rising: 'M-2 2l4 -4M0 8l8 -8M6 10l4 -4',
  level: 'M0 4h8',
  upright: 'M4 0v8',
  dots: 'M2 2h1.5M6 6h1.5',
};

/** The patterns of a page, once; bars refer to them by name. */
export function BarPatterns(): ReactNode {
  return (
    <svg className="glance-patterns" aria-hidden="true" width="0" height="0">
      <defs>
        {hatches.map((hatch, look) => (
          <pattern key={look} id={`look-${look}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" className={`look-ground look-${look}`} />
            {hatch !== undefined && <path d={lines[hatch]} className={`look-lines look-${look}`} />}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** What a part is filled with. */
export const fillOf = (look: number | 'blank'): string =>
  look === 'blank' ? 'var(--paper)' : `url(#look-${lookName(look)})`;

/** A small box with a look, beside the words that it stands for. */
export function Swatch({ look }: { look: number | 'blank' }): ReactNode {
  return (
    <svg className="swatch" width="18" height="12" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="17"
        height="11"
        fill={fillOf(look)}
        className="part-edge"
        data-look={lookName(look)}
      />
    </svg>
  );
}
