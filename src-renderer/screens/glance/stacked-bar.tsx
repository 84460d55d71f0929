/* Parts of an SVG cannot be button elements. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { KeyboardEvent, ReactNode } from 'react';
import { fillOf, lookName } from './bar-parts.tsx';

export interface BarPart {
  readonly look: number | 'blank';
  readonly count: number;
  /** The whole of it in words: 重点改革項目Ⅰ 令和8年度 上半期：遅延 3件. */
  readonly name: string;
  readonly onPick: () => void;
}

/** A bar of parts, each a button; counts stand in the parts that have room. Places are shares of the bar's own width. */
export function StackedBar({
  parts,
  label,
  thin = false,
}: {
  parts: readonly BarPart[];
  label: string;
  thin?: boolean;
}): ReactNode {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  const height = thin ? 12 : 26;
  return (
    <svg className="bar" data-thin={thin || undefined} role="group" aria-label={label} width="100%" height={height}>
      {parts.map((part, index) => {
        if (part.count === 0) return null;
        const share = (part.count / whole) * 100;
        const x = (parts.slice(0, index).reduce((sum, { count }) => sum + count, 0) / whole) * 100;
        return <Part key={part.look} part={part} x={x} share={share} height={height} thin={thin} />;
      })}
    </svg>
  );
}

function Part({
  part,
  x,
  share,
  height,
  thin,
}: {
  part: BarPart;
  x: number;
  share: number;
  height: number;
  thin: boolean;
}): ReactNode {
  const { look, count, name, onPick } = part;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  };
  return (
    <g role="button" tabIndex={-1} aria-label={name} onClick={onPick} onKeyDown={onKeyDown} className="part">
      <title>{name}</title>
      <rect
        x={`${x}%`}
        y="1"
        width={`${share}%`}
        height={height - 2}
        fill={fillOf(look)}
        className="part-edge"
        data-look={lookName(look)}
      />
      {!thin && share >= 5 && (
        <text x={`${x + share / 2}%`} y={height / 2} dominantBaseline="central" textAnchor="middle">
          {count}
        </text>
      )}
    </g>
  );
}
