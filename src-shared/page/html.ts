import { fontFamily } from '../text-metrics/families.ts';
import { unreachable } from '../result.ts';
import { ascentShare } from './place-text.ts';
import type { Graphic, LineKind, PlacedText, PrintedPage, TextBlock } from './page.ts';

/**
 * A printed page as HTML: the one drawing of it, for preview, printer and PDF. Graphics are one SVG behind the text;
 * text is real text, one element per stretch of one line, fitted to its width by `fitText` (src-renderer/print) once the
 * fonts are there. Lengths are points.
 */
export function pageHtml(page: PrintedPage, options: { readonly grey?: boolean; readonly watermark?: string; readonly id?: string } = {}): string {
  const id = options.id === undefined ? '' : ` id="${attribute(options.id)}"`;
  const heading = page.heading === undefined ? '' : `<h${page.level ?? 2} class="kp-heading">${text(page.heading)}</h${page.level ?? 2}>`;
  return (
    `<section class="kp-page${options.grey === true ? ' kp-grey' : ''}"${id} data-sheet="${attribute(page.sheet)}"` +
    ` style="width:${n(page.width)}pt;height:${n(page.height)}pt;page:${pageName(page)}">${heading}` +
    `<svg class="kp-graphics" aria-hidden="true" viewBox="0 0 ${n(page.width)} ${n(page.height)}">${page.graphics.map(graphicSvg).join('')}</svg>` +
    page.texts.map(blockHtml).join('') +
    (options.watermark === undefined ? '' : watermark(page, options.watermark)) +
    `</section>`
  );
}

/** Name of the `@page` rule that gives a page its paper. */
export const pageName = (page: Pick<PrintedPage, 'width' | 'height'>): string => `p${Math.round(page.width * 10)}x${Math.round(page.height * 10)}`;

/** `@page` rules for all papers of a job; sizes in millimetres, to a tenth. */
export function pageRules(pages: readonly Pick<PrintedPage, 'width' | 'height'>[]): string {
  const papers = new Map(pages.map((page) => [pageName(page), page]));
  const mm = (points: number) => Math.round((points * 254) / 72) / 10;
  return [...papers].map(([name, page]) => `@page ${name}{size:${mm(page.width)}mm ${mm(page.height)}mm;margin:0}`).join('');
}

/** Styles of printed pages; the fonts' own `@font-face` rules come with the page that holds them. */
export const pageStyles = `
.kp-page{position:relative;overflow:hidden;background:#fff;color:#000;break-after:page;break-inside:avoid;contain:strict;-webkit-print-color-adjust:exact;print-color-adjust:exact;font-kerning:none;font-feature-settings:"palt" 0,"kern" 0,"liga" 0}
.kp-page:last-child{break-after:auto}
.kp-grey{filter:grayscale(1)}
.kp-graphics{position:absolute;inset:0;width:100%;height:100%}
.kp-block{margin:0;padding:0;position:absolute;inset:0;pointer-events:none}
.kp-hit{position:absolute;pointer-events:auto}
.kp-t{position:absolute;white-space:pre;line-height:1;transform-origin:0 50%;text-autospace:no-autospace;text-spacing-trim:space-all}
.kp-heading{position:absolute;left:0;top:0;margin:0;font-size:1pt;line-height:1;font-weight:normal;color:transparent;white-space:nowrap;overflow:hidden;max-width:100%}
.kp-code{outline:0.4pt solid currentColor;outline-offset:-0.2pt;font-size:0.42em;display:inline-block;width:1em;line-height:1.19;vertical-align:middle;text-align:center;letter-spacing:0}
.kp-watermark{position:absolute;left:0;right:0;top:50%;text-align:center;font-size:72pt;line-height:1;transform:translateY(-50%) rotate(-35deg);color:rgba(0,0,0,.09);letter-spacing:.2em;pointer-events:none}
`.trim();

const stacks: Readonly<Record<ReturnType<typeof fontFamily>['style'], string>> = {
  gothic: "'BIZ UDPGothic'",
  mincho: "'BIZ UDPMincho'",
  'mono-gothic': "'BIZ UDGothic'",
  'mono-mincho': "'BIZ UDMincho'",
};
/** Fonts that hold rarer characters where they are installed, 外字 last. */
const fallbacks = "'Noto Sans CJK JP','IPAmj Mincho','IPAexMincho','Yu Gothic','MS Gothic','MS PGothic','SimSun-ExtB','MingLiU-ExtB','EUDC',sans-serif";

const families = new Map<string, string>();

/** The shipped font of the same kind; every laptop prints the same page, fitted to the form font's advances. */
function familyCss(name: string): string {
  let css = families.get(name);
  if (css === undefined) {
    css = `${stacks[fontFamily(name).style]},${fallbacks}`;
    families.set(name, css);
  }
  return css;
}

const n = (value: number): string => String(Math.round(value * 100) / 100);
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replace(/[&<>]/gu, (char) => escapes[char] ?? char);
const attribute = (value: string): string => value.replace(/[&<>"]/gu, (char) => escapes[char] ?? char);
const colour = (value: string): string => (/^#[0-9a-f]{6}$/iu.test(value) ? value : '#000000');

function blockHtml(block: TextBlock): string {
  const turn =
    block.rotation === undefined
      ? ''
      : ` style="transform:rotate(${n(block.rotation)}deg);transform-origin:${n(block.box.x + block.box.width / 2)}pt ${n(block.box.y + block.box.height / 2)}pt"`;
  const cell = block.cell === undefined ? '' : ` data-cell="${block.cell}"`;
  const within = block.within ?? block.box;
  const room = ` data-within="${n(within.x)} ${n(within.y)} ${n(within.width)} ${n(within.height)}"`;
  return `<p class="kp-block" data-role="${block.role}"${cell}${room}${turn}>${block.lines.map(partHtml).join('')}</p>`;
}

function partHtml(part: PlacedText): string {
  const css = [
    `left:${n(part.x)}pt`,
    `top:${n(part.y - part.size * ascentShare)}pt`,
    `font-size:${n(part.size)}pt`,
    `font-family:${familyCss(part.font)}`,
    ...(part.bold === true ? ['font-weight:700'] : []),
    ...(part.italic === true ? ['font-style:italic'] : []),
    ...(part.colour === undefined ? [] : [`color:${colour(part.colour)}`]),
    ...(part.underline === true || part.strike === true
      ? [`text-decoration:${[part.underline === true ? 'underline' : '', part.strike === true ? 'line-through' : ''].join(' ').trim()}`]
      : []),
  ].join(';');
  return `<span class="kp-t" data-w="${n(part.width)}" style="${attribute(css)}">${text(part.text)}</span>`;
}

const dashes: Readonly<Record<LineKind, (width: number) => string>> = {
  solid: () => '',
  double: () => '',
  dashed: (width) => ` stroke-dasharray="${n(width * 4 + 1)} ${n(width * 2 + 1)}"`,
  dotted: (width) => ` stroke-dasharray="${n(width)} ${n(width + 0.6)}"`,
  dashDot: (width) => ` stroke-dasharray="${n(width * 5 + 1)} ${n(width * 2 + 1)} ${n(width)} ${n(width * 2 + 1)}"`,
};

function graphicSvg(graphic: Graphic): string {
  switch (graphic.kind) {
    case 'fill':
      return `<rect x="${n(graphic.x)}" y="${n(graphic.y)}" width="${n(graphic.width)}" height="${n(graphic.height)}" fill="${colour(graphic.colour)}"/>`;
    case 'rule':
      return ruleSvg(graphic);
    case 'path': {
      const stroke = graphic.stroke === undefined ? '' : ` stroke="${colour(graphic.stroke)}" stroke-width="${n(graphic.width)}"${dashes[graphic.line](graphic.width)}`;
      const opacity = graphic.opacity < 1 ? ` fill-opacity="${n(graphic.opacity)}"` : '';
      return `<path d="${attribute(graphic.d)}" fill="${graphic.fill === undefined ? 'none' : colour(graphic.fill)}"${opacity}${stroke} transform="${attribute(graphic.transform ?? '')}"/>`;
    }
    case 'picture': {
      const turn = graphic.rotation === 0 ? '' : ` transform="rotate(${n(graphic.rotation)} ${n(graphic.x + graphic.width / 2)} ${n(graphic.y + graphic.height / 2)})"`;
      return `<image x="${n(graphic.x)}" y="${n(graphic.y)}" width="${n(graphic.width)}" height="${n(graphic.height)}" preserveAspectRatio="none" href="${attribute(graphic.source)}"${turn}/>`;
    }
    case 'mark':
      return graphic.mark === 'cut'
        ? `<path d="M${n(graphic.x)} ${n(graphic.y)}h${n(graphic.width)}l${n(-graphic.width / 2)} ${n(graphic.height)}z" fill="#d00000"/>`
        : `<rect x="${n(graphic.x)}" y="${n(graphic.y)}" width="${n(graphic.width)}" height="${n(graphic.height)}" fill="#1a1aff"/>`;
    default:
      return unreachable(graphic);
  }
}

function ruleSvg(rule: Extract<Graphic, { kind: 'rule' }>): string {
  const line = (dx: number, dy: number, width: number) =>
    `<line x1="${n(rule.x1 + dx)}" y1="${n(rule.y1 + dy)}" x2="${n(rule.x2 + dx)}" y2="${n(rule.y2 + dy)}" stroke="${colour(rule.colour)}" stroke-width="${n(width)}"${rule.line === 'solid' ? ' stroke-linecap="square"' : dashes[rule.line](width)}/>`;
  if (rule.line !== 'double') return line(0, 0, rule.width);
  const away = rule.width / 3 + 0.25;
  const [dx, dy] = rule.x1 === rule.x2 ? [away, 0] : [0, away];
  return line(dx, dy, rule.width / 3) + line(-dx, -dy, rule.width / 3);
}

const watermark = (page: PrintedPage, words: string): string =>
  `<div class="kp-watermark" aria-hidden="true" style="font-size:${n(Math.min(96, page.width / Math.max(3, [...words].length + 1)))}pt;font-family:${attribute(stacks.gothic)}">${text(words)}</div>`;
