import { cropOf } from '../../../src-shared/paper/crop.ts';
import type { HeaderPicture, HeaderPlace, Picture } from '../../../src-shared/paper/sheet.ts';
import type { BookContext } from './book-context.ts';
import { child, numeric, readTree, type XmlNode } from '../xml/xml-tree.ts';
import { unlessDamaged } from '../package/attempt.ts';

/**
 * The pictures of a sheet's headers and footers: shapes of the VML part that `legacyDrawingHF` names (ECMA-376 part 1,
 * 18.3.1.37). Those that are missing, damaged or of a kind that paper cannot show are left out: a broken logo keeps nobody
 * from printing, and who lays the sheet out tells of it.
 */
export function headerPictures(
  book: Pick<BookContext, 'package' | 'picture'>,
  sheet: string,
  relationshipId: string | undefined,
  places: readonly HeaderPlace[],
): readonly HeaderPicture[] {
  if (relationshipId === undefined || places.length === 0) return [];
  const pkg = book.package;
  const relationship = pkg.relationships(sheet).find((one) => one.id === relationshipId);
  if (relationship === undefined || relationship.external || !pkg.has(relationship.target)) return [];
  const root = unlessDamaged(() => readTree(pkg.text(relationship.target).text), undefined);
  return places.flatMap((place) => {
    const id = shapeId(place);
    const shape = root?.children.find((node) => node.attributes['id']?.toUpperCase() === id);
    const found =
      shape === undefined
        ? undefined
        : unlessDamaged(() => pictureOf(shape, (picture) => book.picture(relationship.target, picture)), undefined);
    return found === undefined ? [] : [{ ...place, ...found }];
  });
}

const letters = {
  left: 'L',
  center: 'C',
  right: 'R',
  header: 'H',
  footer: 'F',
  odd: '',
  even: 'EVEN',
  first: 'FIRST',
} as const;

/** `LH` is the left header, `RFFIRST` the right footer of the first page; Excel tells its shapes apart by these ids alone. */
const shapeId = ({ side, part, pages }: HeaderPlace): string => letters[side] + letters[part] + letters[pages];

/** Far larger than any paper; a size beyond it is none. */
const longest = 5000;

function pictureOf(
  shape: XmlNode,
  read: (relationshipId: string) => Picture | undefined,
): Omit<HeaderPicture, keyof HeaderPlace> | undefined {
  const data = child(shape, 'imagedata');
  const style = styleOf(shape.attributes['style'] ?? '');
  const width = points(style.get('width'));
  const height = points(style.get('height'));
  if (data === undefined || width === undefined || height === undefined) return undefined;
  // Other writers name the picture by `r:id`, as VML in Word does.
  const picture = read(data.attributes['relid'] ?? data.attributes['id'] ?? '');
  const strength = strengthOf(data.attributes);
  const [left, top, right, bottom] = ['cropleft', 'croptop', 'cropright', 'cropbottom'].map((name) =>
    fraction(data.attributes[name]),
  );
  const crop = cropOf(left, top, right, bottom);
  return picture === undefined
    ? undefined
    : {
        ...picture,
        width,
        height,
        label: data.attributes['title'] ?? '',
        ...(crop === undefined ? {} : { crop }),
        ...(strength < 1 ? { opacity: strength } : {}),
      };
}

/** The declarations of a VML `style` (ECMA-376 part 4, 19.1.2.19), the names in small letters. */
export const styleOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').map((declaration) => {
      const colon = declaration.indexOf(':');
      return [
        declaration.slice(0, Math.max(0, colon)).trim().toLowerCase(),
        declaration.slice(colon + 1).trim(),
      ] as const;
    }),
  );

const units: Readonly<Record<string, number>> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  pc: 12,
  pi: 12,
  px: 0.75,
  '': 0.75,
};

/** A length of a VML style in points; without a unit it counts pixels. */
export function points(value: string | undefined): number | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})([a-z]{0,2})$/iu.exec(value ?? '');
  const unit = units[match?.[2]?.toLowerCase() ?? ' '];
  const length = unit === undefined ? 0 : Number(match?.[1]) * unit;
  return length > 0 && length <= longest ? length : undefined;
}

/**
 * How strong a picture is drawn, 0 to 1. Excel's «washout» for watermarks is `gain` 0.3 and `blacklevel` 0.35 (ECMA-376 part 4,
 * 19.1.2.11), which on white paper is the same as drawing it at the strength of its gain; drawn in full it would hide the text.
 */
function strengthOf(attributes: Readonly<Record<string, string>>): number {
  const gain = fraction(attributes['gain']);
  return gain === undefined || (fraction(attributes['blacklevel']) ?? 0) <= 0 ? 1 : Math.min(1, Math.max(0.05, gain));
}

/** `19661f` counts in 65,536ths. */
function fraction(value: string | undefined): number | undefined {
  const parts = value?.endsWith('f') === true;
  const number = numeric(parts ? value?.slice(0, -1) : value);
  return number === undefined ? undefined : parts ? number / 65_536 : number;
}
