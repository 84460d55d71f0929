import { canvasOf, type Canvas } from './canvas.ts';
import type { Growth } from './grow.ts';
import type { Rect } from './page.ts';
import type { SheetGeometry } from './sheet.ts';

/** Rows and columns of one print area, from 1, both ends inside. */
export interface PrintArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The form's print areas, or all that is used; nothing at all gives no area. */
export function printArea(sheet: SheetGeometry, canvas: Canvas): readonly PrintArea[] {
  if (sheet.setup.areas.length > 0) return sheet.setup.areas;
  const empty = sheet.cells.length === 0 && sheet.drawings.length === 0;
  return empty ? [] : [{ top: 1, left: 1, bottom: canvas.rows.length - 2, right: canvas.columns.length - 2 }];
}

export interface ScaleChoice {
  /** 1 is the form at its own size. */
  readonly scale: number;
  /** The scale that the form has without grown rows. */
  readonly form: number;
  /** The paper inside the margins. */
  readonly body: Rect;
  /** Whether the form's own page breaks count. */
  readonly forced: boolean;
  /** Pages, when growth needs more than the form asks for. */
  readonly grownPages?: number;
  readonly expectedPages?: number;
}

/** Growth makes a page at most this much smaller than the form's own scale. */
const leastOfForm = 0.9;
const leastScale = 0.1;

const size = (starts: readonly number[], first: number, last: number): number =>
  (starts[Math.min(last + 1, starts.length - 1)] ?? 0) - (starts[Math.min(first, starts.length - 1)] ?? 0);

/** Excel fits in whole percents and never enlarges. */
const percent = (scale: number): number => Math.max(leastScale, Math.min(1, Math.floor(scale * 100 + 1e-6) / 100));

/**
 * The scale of one print area. `count` tells how many pages a choice gives. A form that is fitted to pages in both
 * directions stays on them while growth costs no more than a tenth of its scale; otherwise it keeps nine tenths and
 * goes on to further pages.
 */
export function fittedScale(
  sheet: SheetGeometry,
  canvas: Canvas,
  area: PrintArea,
  growth: Growth,
  count: (choice: ScaleChoice) => { readonly down: number; readonly across: number },
): ScaleChoice {
  const { setup } = sheet;
  const { paper, margins } = setup;
  const body = {
    x: margins.left,
    y: margins.top,
    width: Math.max(36, paper.width - margins.left - margins.right),
    height: Math.max(36, paper.height - margins.top - margins.bottom),
  };
  const { fit } = setup;
  if (fit === undefined) {
    const scale = setup.scale / 100;
    return { scale, form: scale, body, forced: true };
  }
  const width = size(canvas.columns, area.left, area.right);
  const scaleFor = (height: number): number =>
    percent(
      Math.min(
        1,
        fit.width > 0 && width > 0 ? (body.width * fit.width) / width : 1,
        fit.height > 0 && height > 0 ? (body.height * fit.height) / height : 1,
      ),
    );
  const form = scaleFor(size(canvasOf(sheet, sheet.rows).rows, area.top, area.bottom));
  // Fitted in height, Excel leaves the form's own breaks out; «as many pages as needed» keeps them.
  const choice = (scale: number): ScaleChoice => ({ scale, form, body, forced: fit.height === 0 });
  if (fit.height === 0) return narrowest(choice(form), fit, count);
  const wanted = scaleFor(size(canvas.rows, area.top, area.bottom));
  const settled = narrowest(choice(wanted), fit, count);
  if (growth.grown.length === 0 || settled.scale >= form * leastOfForm - 1e-9) return settled;
  // The width still has to fit; only the height may go on.
  const kept = choice(form);
  const { down, across } = count(kept);
  return { ...kept, grownPages: down * across, expectedPages: fit.width * fit.height };
}

/** Goes down percent by percent while breaks between rows need more pages than the form asks for. */
function narrowest(
  start: ScaleChoice,
  fit: { readonly width: number; readonly height: number },
  count: (choice: ScaleChoice) => { readonly down: number; readonly across: number },
): ScaleChoice {
  let choice = start;
  while (choice.scale > leastScale) {
    const { down, across } = count(choice);
    const fits = (fit.height === 0 || down <= fit.height) && (fit.width === 0 || across <= fit.width);
    if (fits) break;
    choice = { ...choice, scale: Math.round(choice.scale * 100 - 1) / 100 };
  }
  return choice;
}
