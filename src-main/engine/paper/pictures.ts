import type { Picture } from '../../../src-shared/paper/sheet.ts';
import { isOpaque } from './opaque-picture.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import type { WorkbookPackage } from '../types.ts';

const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};
/** A city's mark is some KB; a scan of a page some MB. */
const maxPicture = 20_000_000;

/** Whether so many more bytes of pictures may go on paper, for a sheet of the workbook. */
class PictureRoom {
  #left: number = sheetLimits.picturesOfWorkbook;
  readonly #ofPart = new Map<string, number>();

  take(part: string, bytes: number): boolean {
    const used = (this.#ofPart.get(part) ?? 0) + bytes;
    if (used > sheetLimits.picturesOfSheet || bytes > this.#left) return false;
    this.#ofPart.set(part, used);
    this.#left -= bytes;
    return true;
  }
}

/** First bytes of the kinds that paper shows; a drawing in SVG says so in its first words. */
const beginnings = [
  /^\x89PNG\r\n.{6}IHDR/su,
  /^\xff\xd8\xff/u,
  /^GIF8[79]a/u,
  /^BM/u,
  /^RIFF.{4}WEBP/su,
  /<(?:\w+:)?svg\b/u,
];

/** Whether bytes are a picture at all, whatever the name says: a browser leaves what is none out without a word. */
const isPicture = (bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return beginnings.some((pattern) => pattern.test(start));
};

/**
 * The picture that a relationship of a drawing part leads to; `undefined` for what is missing, outside the package or of a
 * kind that paper cannot show. Throws `PackageError` when its entry or the part's relationships are damaged.
 */
export type ReadPicture = (part: string, relationshipId: string) => Picture | undefined;

/** Reads the pictures of a workbook. The sheets of a plan bear the same mark, so pictures are kept, up to the size of a large one in all. */
export function pictureReader(pkg: WorkbookPackage): ReadPicture {
  const kept = new Map<string, Picture>();
  const paper = new PictureRoom();
  let room = maxPicture;
  return (part, relationshipId) => {
    const relationship = pkg.relationships(part).find((one) => one.id === relationshipId);
    if (relationship === undefined || relationship.external || !pkg.has(relationship.target)) return undefined;
    const { target } = relationship;
    const type = pictureTypes[target.split('.').at(-1)?.toLowerCase() ?? ''];
    if (type === undefined) return undefined;
    const known = kept.get(target);
    if (known !== undefined) return paper.take(part, known.data.length) ? known : undefined;
    const bytes = pkg.read(target);
    if (!isPicture(bytes) || bytes.length > maxPicture || !paper.take(part, Math.ceil(bytes.length * 1.34)))
      return undefined;
    const picture = {
      type,
      data: Buffer.from(bytes).toString('base64'),
      ...(isOpaque(type, bytes) ? { opaque: true } : {}),
    };
    if (bytes.length <= room) {
      kept.set(target, picture);
      room -= bytes.length;
    }
    return picture;
  };
}
