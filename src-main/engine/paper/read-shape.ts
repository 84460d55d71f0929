import { cropOf, type Crop } from '../../../src-shared/paper/crop.ts';
import type { Gradient } from '../../../src-shared/paper/page.ts';
import type { Anchor, Drawing, Edge, Shape } from '../../../src-shared/paper/sheet.ts';
import { drawingAlpha, drawingColour, type ColourTable } from '../book/styles/colours.ts';
import { child, childrenNamed, descend, numeric, type XmlNode } from '../xml/xml-tree.ts';
import { mixed } from './cell-styles.ts';
import { emu, labelOf, type DrawingContext } from './drawing-node.ts';
import { freePaths } from './freeform.ts';
import { placeholder } from './placeholder.ts';
import { hasOutline, isBox, presetOf } from './presets.ts';
import { shapeWords } from './shape-words.ts';
import { turnOf } from './turned.ts';

/** A shape or connector (20.5.2.25, 20.5.2.13). */
export function shapeOf(node: XmlNode, context: DrawingContext): Shape {
  const properties = child(node, 'spPr');
  const style = child(node, 'style');
  const frame = child(properties, 'xfrm');
  const geometry = child(properties, 'prstGeom');
  const fill = fillOf(properties, style, context);
  const body = descend(node, 'txBody', 'bodyPr');
  const inset = (name: string, absent: number) => {
    const value = body?.attributes[name];
    return value === undefined ? absent : emu(value);
  };
  const anchor = body?.attributes['anchor'] ?? 't';
  const vert = body?.attributes['vert'] ?? 'horz';
  const line = lineOf(properties, style, context.colours);
  const fontColour = drawingColour(child(style, 'fontRef'), context.colours);
  const freeform = child(properties, 'custGeom');
  const paths = freeform === undefined ? undefined : freePaths(freeform, frame);
  const preset = geometry?.attributes['prst'] ?? (node.name === 'cxnSp' ? 'line' : 'rect');
  // A frame that stands for another form must not hide what that form would leave open.
  const framed = freeform === undefined ? !hasOutline(preset) : paths === undefined;
  const text = shapeWords(node, context, fontColour);
  const instead = placeholder(labelOf(node), context.font, 'shape');
  const unfilled = node.name === 'cxnSp' || (framed && (freeform !== undefined || !isBox(preset)));
  return {
    preset: presetOf(preset),
    ...(paths === undefined ? {} : { paths }),
    ...(framed ? { missing: 'shape' as const } : {}),
    adjust: Object.fromEntries(
      childrenNamed(child(geometry, 'avLst'), 'gd').map((guide) => [
        guide.attributes['name'] ?? '',
        Number(/-?\d+/u.exec(guide.attributes['fmla'] ?? '')?.[0] ?? 0),
      ]),
    ),
    ...(fill === undefined || unfilled
      ? {}
      : { fill: fill.colour, ...(fill.gradient === undefined ? {} : { gradient: fill.gradient }) }),
    opacity: fill?.opacity ?? 1,
    ...(line === undefined ? (framed ? { line: instead.line } : {}) : { line }),
    ...turnOf(frame),
    text: framed && text.length === 0 ? instead.text : text,
    vertical: anchor === 'ctr' ? 'center' : anchor === 'b' ? 'bottom' : 'top',
    wrap: body?.attributes['wrap'] !== 'none',
    stacked: /^(eaVert|wordArtVert|mongolianVert)/u.test(vert),
    ...(vert === 'vert' ? { turn: 90 as const } : vert === 'vert270' ? { turn: 270 as const } : {}),
    inset: { left: inset('lIns', 7.2), top: inset('tIns', 3.6), right: inset('rIns', 7.2), bottom: inset('bIns', 3.6) },
    label: labelOf(node),
  };
}

interface Fill {
  readonly colour: string;
  readonly opacity: number;
  readonly gradient?: Gradient;
}

/** Fills of 20.1.8; a pattern is the even tone of its colours. `undefined` for none, and for pictures, which lie behind. */
function fillOf(
  properties: XmlNode | undefined,
  style: XmlNode | undefined,
  { colours }: DrawingContext,
): Fill | undefined {
  if (child(properties, 'noFill') !== undefined || child(properties, 'blipFill') !== undefined) return undefined;
  const gradient = child(properties, 'gradFill');
  if (gradient !== undefined) return gradientOf(gradient, colours);
  const pattern = child(properties, 'pattFill');
  if (pattern !== undefined) {
    const [front, back] = ['fgClr', 'bgClr'].map((name) => drawingColour(child(pattern, name), colours));
    const share = patternShare(pattern.attributes['prst'] ?? '');
    return { colour: mixed(front ?? '#000000', back ?? '#ffffff', share), opacity: 1 };
  }
  const solid = child(properties, 'solidFill');
  if (solid !== undefined) {
    const colour = drawingColour(solid, colours);
    return colour === undefined ? undefined : { colour, opacity: drawingAlpha(solid) };
  }
  const reference = child(style, 'fillRef');
  const colour =
    reference !== undefined && reference.attributes['idx'] !== '0' ? drawingColour(reference, colours) : undefined;
  return colour === undefined ? undefined : { colour, opacity: 1 };
}

/** How much of a pattern's ground its front colour takes: `pct25` says so, others are about a third. */
const patternShare = (preset: string): number => {
  const percent = /^pct(\d+)$/u.exec(preset)?.[1];
  return percent === undefined ? (/^(dk|wd|lg|solid)/u.test(preset) ? 0.5 : 0.3) : Number(percent) / 100;
};

function gradientOf(node: XmlNode, colours: ColourTable): Fill | undefined {
  const stops = childrenNamed(child(node, 'gsLst'), 'gs')
    .map((stop) => ({
      at:
        (numeric(stop.attributes['pos']?.replace('%', '')) ?? 0) /
        (stop.attributes['pos']?.endsWith('%') === true ? 100 : 100_000),
      colour: drawingColour(stop, colours) ?? '#ffffff',
      opacity: drawingAlpha(stop),
    }))
    .toSorted((a, b) => a.at - b.at);
  const [first] = stops;
  if (first === undefined) return undefined;
  const path = child(node, 'path') !== undefined;
  const angle = (numeric(child(node, 'lin')?.attributes['ang']) ?? 0) / 60_000;
  return { colour: first.colour, opacity: 1, gradient: { stops, ...(path ? {} : { angle }) } };
}

/** A picture that fills a shape: it lies in the shape's frame, behind its line and words. */
export function pictureFill(node: XmlNode, anchor: Anchor, context: DrawingContext): Drawing | undefined {
  const filling = descend(node, 'spPr', 'blipFill');
  if (filling === undefined) return undefined;
  const label = labelOf(node);
  const picture = context.picture(child(filling, 'blip')?.attributes['embed'] ?? '');
  return picture === undefined
    ? { kind: 'shape', anchor, shape: placeholder(label, context.font, 'picture') }
    : {
        kind: 'picture',
        anchor,
        ...picture,
        label,
        rotation: turnOf(descend(node, 'spPr', 'xfrm')).rotation,
        ...cutAway(child(filling, 'srcRect')),
      };
}

/** The line around a picture. */
export function borderOf(node: XmlNode, context: DrawingContext): Shape | undefined {
  const properties = child(node, 'spPr');
  const line = lineOf(properties, child(node, 'style'), context.colours);
  if (line === undefined) return undefined;
  const { missing: _, text: __, ...plain } = placeholder('', context.font, 'picture', '');
  const preset = child(properties, 'prstGeom')?.attributes['prst'] ?? 'rect';
  return {
    ...plain,
    preset: hasOutline(preset) ? presetOf(preset) : 'rect',
    text: [],
    line,
    ...turnOf(child(properties, 'xfrm')),
  };
}

/** What `srcRect` (ECMA-376 part 1, 20.1.8.55) cuts off a picture: thousandths of a percent, or `12%` in strict files. */
export function cutAway(rect: XmlNode | undefined): { readonly crop?: Crop } {
  const share = (name: string): number => {
    const value = rect?.attributes[name] ?? '0';
    return value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value) / 100_000;
  };
  const crop = cropOf(share('l'), share('t'), share('r'), share('b'));
  return crop === undefined ? {} : { crop };
}

function lineOf(properties: XmlNode | undefined, style: XmlNode | undefined, colours: ColourTable): Shape['line'] {
  const own = child(properties, 'ln');
  if (child(own, 'noFill') !== undefined) return undefined;
  const reference = child(style, 'lnRef');
  const referred =
    reference !== undefined && reference.attributes['idx'] !== '0' ? drawingColour(reference, colours) : undefined;
  const colour = drawingColour(child(own, 'solidFill'), colours) ?? referred;
  if (colour === undefined) return undefined;
  const dash = child(own, 'prstDash')?.attributes['val'] ?? 'solid';
  const line: Edge['line'] =
    dash === 'solid'
      ? 'solid'
      : /dot/iu.test(dash) && !/dash/iu.test(dash)
        ? 'dotted'
        : /dashDot/iu.test(dash)
          ? 'dashDot'
          : 'dashed';
  const end = (name: string) => child(own, name)?.attributes['type'];
  const head = end('headEnd');
  const tail = end('tailEnd');
  return {
    width: own?.attributes['w'] === undefined ? 0.75 : Math.max(0.25, emu(own.attributes['w'])),
    line,
    colour,
    ...(head === undefined || head === 'none' ? {} : { head }),
    ...(tail === undefined || tail === 'none' ? {} : { tail }),
  };
}
