import type { PageSetup } from '../../../src-shared/paper/sheet.ts';
import { cellColour, type ColourTable } from '../book/styles/colours.ts';
import { flag, numeric } from '../xml/xml-tree.ts';

/** Millimetres of papers by `paperSize` (ECMA-376 part 1, 18.3.1.63), as they stand upright. */
const papers: Readonly<Record<number, readonly [name: string, width: number, height: number]>> = {
  1: ['Letter', 215.9, 279.4],
  3: ['Tabloid', 279.4, 431.8],
  5: ['Legal', 215.9, 355.6],
  7: ['Executive', 184.15, 266.7],
  8: ['A3', 297, 420],
  9: ['A4', 210, 297],
  11: ['A5', 148, 210],
  12: ['B4', 257, 364],
  13: ['B5', 182, 257],
  43: ['はがき', 100, 148],
  66: ['A2', 420, 594],
  70: ['A6', 105, 148],
  88: ['B6', 128, 182],
};

const pointsOfMillimetres = (mm: number): number => (mm * 72) / 25.4;

/** Attributes of the elements of a sheet that concern paper, by the element's name; absent elements are empty. */
export interface SetupAttributes {
  readonly pageSetup: Readonly<Record<string, string>>;
  readonly pageMargins: Readonly<Record<string, string>>;
  readonly printOptions: Readonly<Record<string, string>>;
  readonly pageSetUpPr: Readonly<Record<string, string>>;
  readonly headerFooter: Readonly<Record<string, string>>;
  /** Texts of `oddHeader` and its siblings. */
  readonly headerTexts: Readonly<Record<string, string>>;
  readonly rowBreaks: readonly number[];
  readonly columnBreaks: readonly number[];
}

/** `ST_PositiveUniversalMeasure` of strict files: `297mm`, `11in`. Millimetres. */
function measure(value: string | undefined): number | undefined {
  const match = /^([\d.]+)(mm|cm|in|pt|pc|pi)$/u.exec(value ?? '');
  if (match === null) return undefined;
  const unit = { mm: 1, cm: 10, in: 25.4, pt: 25.4 / 72, pc: 25.4 / 6, pi: 25.4 / 6 }[match[2] as 'mm'];
  return Number(match[1]) * unit;
}

function paperOf(setup: Readonly<Record<string, string>>): readonly [string, number, number] {
  const width = measure(setup['paperWidth']);
  const height = measure(setup['paperHeight']);
  if (width !== undefined && height !== undefined && width > 20 && height > 20) {
    return ['', Math.min(width, height), Math.max(width, height)];
  }
  // Without a size the printer's paper counts; in Japan that is A4.
  return papers[numeric(setup['paperSize']) ?? 9] ?? (papers[9] as readonly [string, number, number]);
}

/** A paper's number that is not among the known ones; 0 leaves the paper to the printer, as no number does. */
function unknownPaper(setup: Readonly<Record<string, string>>): { readonly unknownPaper?: string } {
  const { paperSize = '9' } = setup;
  const known = paperOf(setup)[0] === '' || papers[numeric(paperSize) ?? 0] !== undefined || numeric(paperSize) === 0;
  return known ? {} : { unknownPaper: paperSize };
}

/** What `errors` of the page set-up (18.18.60) prints in place of a result that is an error; nothing: the error itself. */
const inPlaceOfErrors: Readonly<Record<string, string>> = { blank: '', dash: '--', NA: '#N/A' };
export const printedError = (error: string, setup: Readonly<Record<string, string>>): string =>
  inPlaceOfErrors[setup['errors'] ?? ''] ?? error;

const inch = (value: string | undefined, absent: number): number => Math.max(0, numeric(value) ?? absent) * 72;

/** `undefined` for a number out of its range, as Excel treats it. */
const within = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && value >= min && value <= max ? value : undefined;

/** Colours of the theme in a header's codes (`&K04+039`: index, tint in percent) as plain ones, which need no workbook. */
const plainColours = (code: string, colours: ColourTable | undefined): string =>
  code.replace(/&(?:K(\d\d)([+-]\d{3})|.)/gsu, (all, theme: string | undefined, tint: string | undefined) => {
    if (theme === undefined || colours === undefined) return all;
    const colour = cellColour({ theme: String(Number(theme)), tint: String(Number(tint) / 100) }, colours);
    return colour === undefined ? all : `&K${colour.slice(1).toUpperCase()}`;
  });

/** Areas and titles come from defined names and are added by the caller. */
export function pageSetup(
  a: SetupAttributes,
  colours?: ColourTable,
): Omit<PageSetup, 'areas' | 'titleRows' | 'titleColumns'> {
  const [name, short, long] = paperOf(a.pageSetup);
  const landscape = a.pageSetup['orientation'] === 'landscape';
  const codes = (name: string) => plainColours(a.headerTexts[name] ?? '', colours);
  const texts = (which: 'Header' | 'Footer') => ({
    odd: codes(`odd${which}`),
    ...(flag(a.headerFooter['differentOddEven']) ? { even: codes(`even${which}`) } : {}),
    ...(flag(a.headerFooter['differentFirst']) ? { first: codes(`first${which}`) } : {}),
  });
  const first = numeric(a.pageSetup['firstPageNumber']);
  return {
    paper: {
      name,
      width: pointsOfMillimetres(landscape ? long : short),
      height: pointsOfMillimetres(landscape ? short : long),
    },
    ...unknownPaper(a.pageSetup),
    landscape,
    margins: {
      left: inch(a.pageMargins['left'], 0.7),
      right: inch(a.pageMargins['right'], 0.7),
      top: inch(a.pageMargins['top'], 0.75),
      bottom: inch(a.pageMargins['bottom'], 0.75),
      header: inch(a.pageMargins['header'], 0.3),
      footer: inch(a.pageMargins['footer'], 0.3),
    },
    scale: within(numeric(a.pageSetup['scale']), 10, 400) ?? 100,
    ...(flag(a.pageSetUpPr['fitToPage'])
      ? {
          fit: {
            width: within(numeric(a.pageSetup['fitToWidth']), 0, 32_767) ?? 1,
            height: within(numeric(a.pageSetup['fitToHeight']), 0, 32_767) ?? 1,
          },
        }
      : {}),
    centreX: flag(a.printOptions['horizontalCentered']),
    centreY: flag(a.printOptions['verticalCentered']),
    rowBreaks: a.rowBreaks,
    columnBreaks: a.columnBreaks,
    ...(flag(a.pageSetup['useFirstPageNumber']) && first !== undefined ? { firstPage: first } : {}),
    overThenDown: a.pageSetup['pageOrder'] === 'overThenDown',
    gridLines: flag(a.printOptions['gridLines']),
    headerScales: flag(a.headerFooter['scaleWithDoc'], true),
    ...(flag(a.headerFooter['alignWithMargins'], true) ? {} : { headerApart: true as const }),
    header: texts('Header'),
    footer: texts('Footer'),
  };
}
