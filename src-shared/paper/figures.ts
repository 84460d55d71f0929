import { plainShape } from './plain-shape.ts';
import type { Drawing, FreePath, Shape } from './sheet.ts';

/** A small chart in a cell of a list: plain data, drawn by `figureDrawings`; `alt` says the same in words. */
export type ListFigure =
  | {
      readonly kind: 'bar';
      readonly alt: string;
      /** Shares of the whole, by the look of each part; `blank` comes last. */
      readonly parts: readonly { readonly look: number | 'blank'; readonly share: number; readonly text: string }[];
    }
  | {
      readonly kind: 'line';
      readonly alt: string;
      /** Places from 0 to 1, left to right and bottom to top. */
      readonly target: readonly (readonly [x: number, y: number])[];
      readonly actual: readonly (readonly [x: number, y: number])[];
    }
  | { readonly kind: 'swatch'; readonly look: number | 'blank' };

interface PartLook {
  readonly fill: string;
  readonly ink: string;
  /** Direction of ruled lines over the fill, for paper without colour. */
  readonly hatch?: 'rising' | 'level' | 'upright';
}

/** Told apart by their lightness and their lines too: many offices print in grey. */
const looks: readonly PartLook[] = [
  { fill: '#00118f', ink: '#ffffff' },
  { fill: '#7096f8', ink: '#000000' },
  { fill: '#d9e6ff', ink: '#00118f', hatch: 'rising' },
  { fill: '#ffffff', ink: '#7d4900', hatch: 'level' },
  { fill: '#c74700', ink: '#ffffff' },
  { fill: '#ffc199', ink: '#000000', hatch: 'upright' },
  { fill: '#4d4d4d', ink: '#ffffff' },
  { fill: '#cccccc', ink: '#000000' },
];
const blankLook: PartLook = { fill: '#ffffff', ink: '#000000' };
const lookOf = (look: number | 'blank'): PartLook =>
  look === 'blank' ? blankLook : (looks[look % looks.length] as PartLook);

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const font = { name: 'BIZ UDPゴシック', size: 7.5, bold: false } as const;

const shape = (more: Partial<Shape>): Shape => plainShape({ wrap: false, silent: true, ...more });

/** The drawings of a figure in the cell at `row` and `column` (from 1), which is `width` × `height` points. */
export function figureDrawings(
  figure: ListFigure,
  at: { readonly row: number; readonly column: number; readonly width: number; readonly height: number },
): readonly Drawing[] {
  const put = (frame: Frame, drawn: Shape): Drawing => ({
    kind: 'shape',
    anchor: { row: at.row, column: at.column, ...frame },
    shape: drawn,
  });
  switch (figure.kind) {
    case 'swatch':
      return part(figure.look, { x: 0.5, y: 0.5, width: at.width - 1, height: 4.5 }, '', put);
    case 'bar':
      return bar(figure, { x: 4, y: 4, width: at.width - 8, height: at.height - 8 }, put);
    case 'line':
      return line(figure, { x: 6, y: 4, width: at.width - 12, height: at.height - 8 }, put);
  }
}

type Put = (frame: Frame, drawn: Shape) => Drawing;

function bar({ parts }: Extract<ListFigure, { kind: 'bar' }>, frame: Frame, put: Put): readonly Drawing[] {
  let x = frame.x;
  return parts.flatMap(({ look, share, text }) => {
    const width = share * frame.width;
    const drawn = width <= 0 ? [] : part(look, { ...frame, x, width }, text, put);
    x += width;
    return drawn;
  });
}

/** One part of a bar, with its number where it has room. */
function part(look: number | 'blank', frame: Frame, text: string, put: Put): readonly Drawing[] {
  const { fill, ink, hatch } = lookOf(look);
  const line = { width: 0.4, line: look === 'blank' ? ('dotted' as const) : ('solid' as const), colour: '#000000' };
  const hasRoom = frame.width >= text.length * 4.4 + 3;
  const words: Pick<Shape, 'text'> = {
    text:
      text === '' || !hasRoom
        ? []
        : [{ align: 'center', runs: [{ text, font, colour: hatch === undefined ? ink : '#000000' }] }],
  };
  return [
    put(frame, shape({ fill, line, ...(hatch === undefined ? words : {}) })),
    ...(hatch === undefined
      ? []
      : [
          put(frame, shape({ paths: [hatched(frame, hatch)], line: { width: 0.4, line: 'solid', colour: ink } })),
          // On a ground of its own: figures over ruled lines cannot be read.
          ...(words.text.length === 0 ? [] : [put(middle(frame, text), shape({ fill: '#ffffff', ...words }))]),
        ]),
  ];
}

const middle = ({ x, y, width, height }: Frame, text: string): Frame => {
  const own = text.length * 4.4 + 2;
  return { x: x + (width - own) / 2, y: y + 1, width: own, height: height - 2 };
};

/** Ruled lines three points apart within a frame. */
function hatched({ width, height }: Frame, kind: NonNullable<PartLook['hatch']>): FreePath {
  const gap = 3;
  const steps: FreePath['steps'][number][] = [];
  const rule = (x1: number, y1: number, x2: number, y2: number): void => {
    steps.push({ to: 'M', points: [[x1, y1]] }, { to: 'L', points: [[x2, y2]] });
  };
  if (kind === 'level') for (let y = gap; y < height; y += gap) rule(0, y, width, y);
  else if (kind === 'upright') for (let x = gap; x < width; x += gap) rule(x, 0, x, height);
  else
    for (let from = gap; from < width + height; from += gap)
      rule(Math.max(0, from - height), Math.min(height, from), Math.min(width, from), Math.max(0, from - width));
  return { width, height, filled: false, stroked: true, steps };
}

/** Targets as a dotted line, actual values as a line with its points. */
function line({ target, actual }: Extract<ListFigure, { kind: 'line' }>, frame: Frame, put: Put): readonly Drawing[] {
  const place = ([x, y]: readonly [number, number]) => [x * frame.width, (1 - y) * frame.height] as const;
  const joined = (points: readonly (readonly [number, number])[]): FreePath => ({
    width: frame.width,
    height: frame.height,
    filled: false,
    stroked: true,
    steps: points.map((point, i) => ({ to: i === 0 ? 'M' : 'L', points: [place(point)] })),
  });
  const dot = (point: readonly [number, number], fill: string, size: number): Drawing => {
    const [x, y] = place(point);
    const box = { x: frame.x + x - size / 2, y: frame.y + y - size / 2, width: size, height: size };
    return put(box, shape({ preset: 'ellipse', fill, line: { width: 0.5, line: 'solid', colour: '#000000' } }));
  };
  const stroke = (
    points: readonly (readonly [number, number])[],
    width: number,
    kind: 'solid' | 'dotted',
  ): readonly Drawing[] =>
    points.length < 2
      ? []
      : [put(frame, shape({ paths: [joined(points)], line: { width, line: kind, colour: '#000000' } }))];
  return [
    ...stroke(target, 0.8, 'dotted'),
    ...target.map((point) => dot(point, '#ffffff', 2.6)),
    ...stroke(actual, 1.2, 'solid'),
    ...actual.map((point) => dot(point, '#000000', 2.6)),
  ];
}
