/** Shares of a picture's sides that are cut away; a negative one leaves a blank there. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A place on paper or in a picture. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of which next to nothing is left is cut down to this share, never shown whole. */
const leastLeft = 0.001;

/** `undefined` where nothing is cut. */
export function cropOf(left = 0, top = 0, right = 0, bottom = 0): Crop | undefined {
  const shares = [left, top, right, bottom].map((share) => (Number.isFinite(share) ? Math.max(-10, share) : 0));
  if (shares.every((share) => Math.abs(share) < 1e-6)) return undefined;
  const [l = 0, t = 0, r = 0, b = 0] = shares;
  return { left: l, top: t, right: Math.min(r, 1 - leastLeft - l), bottom: Math.min(b, 1 - leastLeft - t) };
}

/** Where the whole picture lies so that what is left of it fills `shown`. */
export function wholePicture(shown: Frame, crop: Crop): Frame {
  const width = shown.width / (1 - crop.left - crop.right);
  const height = shown.height / (1 - crop.top - crop.bottom);
  return { x: shown.x - width * crop.left, y: shown.y - height * crop.top, width, height };
}
