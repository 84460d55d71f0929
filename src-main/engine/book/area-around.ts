import type { Area } from './address.ts';

/** The smallest area that holds all of some; at least one must be given. */
export const areaAround = (areas: readonly Area[]): Area =>
  areas.reduce((a, b) => ({
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  }));
