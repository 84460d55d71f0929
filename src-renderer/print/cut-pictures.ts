import { wholePicture, type Crop } from '../../src-shared/paper/crop.ts';
import type { Graphic, Ink, Outlines, PrintedPage } from '../../src-shared/paper/page.ts';

type Picture = Extract<Graphic, { kind: 'picture' }>;

/** Neither side of a cut picture has more pixels. */
const mostPixels = 8000;

/**
 * Pages whose pictures hold no more than what they show, where they are cut or lie under something in part: a PDF would keep what was
 * cut away or covered, for anybody to take out of it.
 */
export async function withCutPictures(pages: readonly PrintedPage[]): Promise<readonly PrintedPage[]> {
  const cut = new Map<string, Promise<string | undefined>>();
  const sourceOf = (picture: Picture): Promise<string | undefined> => {
    const key = JSON.stringify([picture.crop, picture.hidden, picture.source]);
    const made = cut.get(key) ?? cutSource(picture);
    cut.set(key, made);
    return made;
  };
  return Promise.all(
    pages.map(async (page) =>
      page.ink.some(isCut)
        ? { ...page, ink: (await Promise.all(page.ink.map((one) => cutOne(one, sourceOf)))).flat() }
        : page,
    ),
  );
}

const isCut = (one: Ink): one is Picture =>
  one.kind === 'picture' && (one.crop !== undefined || one.hidden !== undefined);

/** A frame stands for a picture that cannot be cut: whole it would show what was cut away, and a gap would not be noticed. */
async function cutOne(
  graphic: Ink,
  sourceOf: (picture: Picture) => Promise<string | undefined>,
): Promise<readonly Ink[]> {
  if (!isCut(graphic)) return [graphic];
  const source = await sourceOf(graphic);
  const { crop: _, hidden: __, ...whole } = graphic;
  return [source === undefined ? frameOf(graphic) : { ...whole, source }];
}

const frameOf = ({ x, y, width, height, label, clip }: Picture): Graphic => ({
  kind: 'path',
  d: `M${x} ${y}h${width}v${height}h${-width}ZM${x} ${y}l${width} ${height}M${x + width} ${y}l${-width} ${height}`,
  opacity: 1,
  stroke: '#808080',
  width: 0.5,
  line: 'dashed',
  label,
  ...(clip === undefined ? {} : { clip }),
});

const nothingCut: Crop = { left: 0, top: 0, right: 0, bottom: 0 };

async function cutSource({
  source,
  crop = nothingCut,
  hidden = [],
  width,
  height,
}: Picture): Promise<string | undefined> {
  const image = new Image();
  image.src = source;
  try {
    await image.decode();
    // A drawing without a size of its own is drawn at 300 dots an inch.
    const full = wholePicture({ x: 0, y: 0, width, height }, crop);
    const size = { width: image.naturalWidth || full.width * 4, height: image.naturalHeight || full.height * 4 };
    const kept = {
      width: size.width * (1 - crop.left - crop.right),
      height: size.height * (1 - crop.top - crop.bottom),
    };
    const by = Math.min(1, mostPixels / Math.max(kept.width, kept.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(kept.width * by));
    canvas.height = Math.max(1, Math.round(kept.height * by));
    const drawn = wholePicture({ x: 0, y: 0, width: canvas.width, height: canvas.height }, crop);
    canvas.getContext('2d')?.drawImage(image, drawn.x, drawn.y, drawn.width, drawn.height);
    for (const outlines of hidden) paintOver(canvas, outlines);
    const hasBlank = Object.values(crop).some((share) => share < 0);
    return source.startsWith('data:image/jpeg') && !hasBlank
      ? canvas.toDataURL('image/jpeg', 0.92)
      : canvas.toDataURL('image/png');
  } catch {
    return undefined;
  }
}

/** Pixels along the edge of what is covered that stay: without them a light line would show there. */
const edge = 1;

/** White in the place of what lies under something. */
function paintOver(picture: HTMLCanvasElement, outlines: Outlines): void {
  const cover = document.createElement('canvas');
  [cover.width, cover.height] = [picture.width, picture.height];
  const pen = cover.getContext('2d');
  if (pen === null) throw new Error('no 2d canvas');
  pen.fillStyle = '#fff';
  pen.beginPath();
  for (const polygon of outlines) {
    for (const [index, [x, y]] of polygon.entries()) {
      const [across, down] = [x * picture.width, y * picture.height];
      if (index === 0) pen.moveTo(across, down);
      else pen.lineTo(across, down);
    }
    pen.closePath();
  }
  pen.fill();
  pen.globalCompositeOperation = 'destination-out';
  pen.lineWidth = 2 * edge;
  pen.stroke();
  picture.getContext('2d')?.drawImage(cover, 0, 0);
}
