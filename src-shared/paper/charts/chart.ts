import type { Edge, TextRunStyle } from '../sheet.ts';

/** A chart as paper needs it (ECMA-376 part 1, 21.2): plain data with today's values; lengths are points. */
export interface Chart {
  readonly title?: readonly TextRunStyle[];
  readonly plots: readonly Plot[];
  readonly legend?: { readonly side: 'left' | 'right' | 'top' | 'bottom'; readonly font: TextRunStyle };
  /** Of the plots that share the first axes, and of those that have axes of their own at the right. */
  readonly categoryAxis: ChartAxis;
  readonly valueAxis: ChartAxis;
  readonly secondAxis?: ChartAxis;
  readonly fill?: string;
  readonly line?: Edge;
  /** Inside of the axes as shares of the chart, where a person put it. */
  readonly plotArea?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly label: string;
}

export interface Plot {
  readonly kind: 'bar' | 'line' | 'area' | 'pie' | 'doughnut' | 'radar' | 'scatter' | 'bubble';
  /** Bars lie on their side. */
  readonly sideways: boolean;
  readonly stacking: 'none' | 'stacked' | 'percent';
  /** Percent of a bar's breadth. */
  readonly gap: number;
  readonly overlap: number;
  readonly second: boolean;
  /** Of a radar: its shapes are filled. */
  readonly filled: boolean;
  /** Degrees at which a pie begins, clockwise from the top; percent of a ring that is open. */
  readonly start: number;
  readonly hole: number;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  readonly categories: readonly string[];
  /** `undefined` where there is no number. */
  readonly values: readonly (number | undefined)[];
  /** Of scatter and bubbles. */
  readonly xs?: readonly (number | undefined)[];
  readonly sizes?: readonly (number | undefined)[];
  readonly fill?: string;
  readonly line?: Edge;
  readonly marker?: { readonly symbol: string; readonly size: number; readonly fill?: string; readonly line?: string };
  readonly smooth: boolean;
  /** Fills of single points, by their place. */
  readonly points: readonly (string | undefined)[];
  /** What stands at each point, in words. */
  readonly labels?: { readonly texts: readonly string[]; readonly font: TextRunStyle; readonly inside: boolean };
}

export interface ChartAxis {
  readonly hidden: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly reversed: boolean;
  readonly grid?: Edge;
  readonly line?: Edge;
  readonly font: TextRunStyle;
  readonly title?: readonly TextRunStyle[];
  /** Words of a number on the axis. */
  readonly format: string;
  readonly labelled: boolean;
  /** The value axis crosses between categories, not through them. */
  readonly between: boolean;
}
