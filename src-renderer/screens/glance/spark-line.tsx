/* Points of an SVG cannot be button elements. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { KeyboardEvent, ReactNode } from 'react';
import type { Indicator } from '../../../src-shared/glance/indicators.ts';

const [width, height, edge] = [132, 34, 5];

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly kind: 'start' | 'target' | 'actual';
}

/** Places of all numbers of an indicator within the small chart, the lowest at its foot. */
function dotsOf(
  indicator: Indicator,
  nameOf: (kind: Dot['kind'], year: number | undefined, text: string) => string,
): readonly Dot[] {
  const { start, points } = indicator;
  const first = start?.value === undefined ? 0 : 1;
  const numbers = [
    ...(start?.value === undefined
      ? []
      : [{ at: 0, kind: 'start' as const, year: undefined, value: start.value, text: start.text }]),
    ...points.flatMap(({ year, target, actual }, i) =>
      (['target', 'actual'] as const).flatMap((kind) => {
        const amount = kind === 'target' ? target : actual;
        return amount?.value === undefined
          ? []
          : [{ at: i + first, kind, year, value: amount.value, text: amount.text }];
      }),
    ),
  ];
  const values = numbers.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const steps = Math.max(1, points.length - 1 + first);
  return numbers.map(({ at, kind, year, value, text }) => ({
    x: edge + (points.length + first === 1 ? 0.5 : at / steps) * (width - 2 * edge),
    y: height - edge - (high === low ? 0.5 : (value - low) / (high - low)) * (height - 2 * edge),
    name: nameOf(kind, year, text),
    kind,
  }));
}

const joined = (dots: readonly Dot[]): string =>
  dots.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Targets as a dotted line with open points, actual values as a full line with full points; each point is a button. */
export function SparkLine({
  indicator,
  label,
  nameOf,
  onPick,
}: {
  indicator: Indicator;
  label: string;
  nameOf: (kind: Dot['kind'], year: number | undefined, text: string) => string;
  onPick: () => void;
}): ReactNode {
  const dots = dotsOf(indicator, nameOf);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  };
  return (
    <svg className="spark" role="group" aria-label={label} width={width} height={height}>
      <path d={joined(dots.filter(({ kind }) => kind === 'target'))} className="spark-target" />
      <path d={joined(dots.filter(({ kind }) => kind !== 'target'))} className="spark-actual" />
      {dots.map((dot) => (
        <g
          key={dot.name}
          role="button"
          tabIndex={-1}
          aria-label={dot.name}
          className="part"
          onClick={onPick}
          onKeyDown={onKeyDown}
        >
          <title>{dot.name}</title>
          <circle cx={dot.x} cy={dot.y} r="8" className="spark-room" />
          <circle cx={dot.x} cy={dot.y} r="3" data-kind={dot.kind} className="spark-dot" />
        </g>
      ))}
    </svg>
  );
}
