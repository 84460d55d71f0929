import type { Shape } from './sheet.ts';

/** A rectangle without fill, line or text, and with what a drawing of our own has besides. */
export const plainShape = (more: Partial<Shape>): Shape => ({
  preset: 'rect',
  adjust: {},
  opacity: 1,
  flipH: false,
  flipV: false,
  rotation: 0,
  text: [],
  vertical: 'center',
  wrap: true,
  stacked: false,
  inset: { left: 0, top: 0, right: 0, bottom: 0 },
  label: '',
  ...more,
});
