import { box, open, scaled, shape, type Outline } from './outline-frame.ts';

const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Waves, and documents whose lower edge is one. */
export const wavy =
  (both: boolean, waves: number): Outline =>
  ({ w, h, guide }) => {
    const depth = (both ? guide('adj1', waves === 1 ? 12_500 : 6250, 0.2) : 0.17) * h;
    const step = w / waves;
    const along = (y: number, back: boolean): string =>
      Array.from({ length: waves }, (_, index) => {
        const from = back ? w - index * step : index * step;
        const by = back ? -step : step;
        const sign = back ? 1 : -1;
        return `C${n(from + by / 3)} ${n(y + sign * depth * 1.7)} ${n(from + (by * 2) / 3)} ${n(y - sign * depth * 1.7)} ${n(from + by)} ${n(y)}`;
      }).join('');
    const top = both ? depth : 0;
    return `M0 ${n(top)}${both ? along(top, false) : `H${n(w)}`}V${n(h - depth)}${along(h - depth, true)}Z`;
  };

/** Boxes of flow charts without curves. */
export const flowPresets: Readonly<Record<string, Outline>> = {
  flowChartDocument: wavy(false, 1),
  flowChartPunchedTape: wavy(true, 1),
  flowChartProcess: ({ w, h }) => box(0, 0, w, h),
  flowChartInputOutput: scaled([
    [0.2, 0],
    [1, 0],
    [0.8, 1],
    [0, 1],
  ]),
  flowChartManualOperation: scaled([
    [0, 0],
    [1, 0],
    [0.8, 1],
    [0.2, 1],
  ]),
  flowChartManualInput: scaled([
    [0, 0.2],
    [1, 0],
    [1, 1],
    [0, 1],
  ]),
  flowChartPreparation: scaled([
    [0.2, 0],
    [0.8, 0],
    [1, 0.5],
    [0.8, 1],
    [0.2, 1],
    [0, 0.5],
  ]),
  flowChartPunchedCard: scaled([
    [0.2, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0.2],
  ]),
  flowChartOffpageConnector: scaled([
    [0, 0],
    [1, 0],
    [1, 0.8],
    [0.5, 1],
    [0, 0.8],
  ]),
  flowChartExtract: scaled([
    [0.5, 0],
    [1, 1],
    [0, 1],
  ]),
  flowChartMerge: scaled([
    [0, 0],
    [1, 0],
    [0.5, 1],
  ]),
  flowChartCollate: ({ w, h }) => shape([0, 0], [w, 0], [w / 2, h / 2]) + shape([w / 2, h / 2], [w, h], [0, h]),
  flowChartSort: ({ w, h }) => shape([0, h / 2], [w / 2, 0], [w, h / 2], [w / 2, h]) + open([0, h / 2], [w, h / 2]),
  flowChartPredefinedProcess: ({ w, h }) =>
    box(0, 0, w, h) + open([w / 8, 0], [w / 8, h]) + open([(w * 7) / 8, 0], [(w * 7) / 8, h]),
  flowChartInternalStorage: ({ w, h }) => box(0, 0, w, h) + open([w / 8, 0], [w / 8, h]) + open([0, h / 8], [w, h / 8]),
};
