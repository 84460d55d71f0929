import type { ShapeParagraph, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import { drawingColour } from '../book/styles/colours.ts';
import { child, childrenNamed, descend, flag, numeric, type XmlNode } from '../xml/xml-tree.ts';
import type { DrawingContext } from './drawing-node.ts';

/** The words of a shape (21.1.2.1): its own, or those of the cell that it repeats (`textlink`), in the look of its first. */
export function shapeWords(
  node: XmlNode,
  context: DrawingContext,
  fontColour: string | undefined,
): readonly ShapeParagraph[] {
  const stored = paragraphs(child(node, 'txBody'), context, fontColour);
  const reference = node.attributes['textlink'] ?? '';
  const text = reference === '' ? undefined : context.linked?.(reference);
  if (text === undefined) return stored;
  const [first] = stored;
  const look = first?.runs[0] ?? { text: '', font: context.font };
  return text === '' ? [] : [{ align: first?.align ?? 'left', runs: [{ ...look, text }] }];
}

const aligns: Readonly<Record<string, ShapeParagraph['align']>> = {
  ctr: 'center',
  r: 'right',
  just: 'justify',
  justLow: 'justify',
  dist: 'distributed',
  thaiDist: 'distributed',
};

function paragraphs(
  body: XmlNode | undefined,
  context: DrawingContext,
  fontColour: string | undefined,
): readonly ShapeParagraph[] {
  // What Excel has made smaller to fit (21.1.2.1.3).
  const scale = (numeric(descend(body, 'bodyPr', 'normAutofit')?.attributes['fontScale']) ?? 100_000) / 100_000;
  let counted = 0;
  const result = childrenNamed(body, 'p').map((paragraph): ShapeParagraph => {
    const properties = child(paragraph, 'pPr');
    const level = child(child(body, 'lstStyle'), `lvl${(numeric(properties?.attributes['lvl']) ?? 0) + 1}pPr`);
    const align = properties?.attributes['algn'] ?? level?.attributes['algn'] ?? 'l';
    const base = child(properties, 'defRPr') ?? child(level, 'defRPr');
    const runs = paragraph.children
      .filter((node) => node.name === 'r' || node.name === 'br' || node.name === 'fld')
      .map((node) => runOf(node, child(node, 'rPr') ?? base, context, fontColour, scale));
    counted = child(properties, 'buAutoNum') === undefined ? 0 : counted + 1;
    const mark = runs.some(({ text }) => text !== '') ? bulletOf(properties, level, counted) : '';
    const [first] = runs;
    return {
      align: aligns[align] ?? 'left',
      runs: mark === '' || first === undefined ? runs : [bare(first, mark), ...runs],
    };
  });
  return result.some((paragraph) => paragraph.runs.some((run) => run.text !== '')) ? result : [];
}

/** A mark in the look of the words behind it, without their lines. */
function bare(run: TextRunStyle, text: string): TextRunStyle {
  const { underline: _, strike: __, script: ___, ...look } = run;
  return { ...look, text };
}

/** Bullets of symbol fonts by what they show. */
const symbols: Readonly<Record<string, string>> = {
  l: '●',
  n: '■',
  u: '◆',
  Ø: '➢',
  ü: '✓',
  v: '❖',
  '§': '▪',
  q: '❑',
  '·': '•',
  o: '○',
};

function bulletOf(properties: XmlNode | undefined, level: XmlNode | undefined, number: number): string {
  const of = (name: string): XmlNode | undefined => child(properties, name) ?? child(level, name);
  if (child(properties, 'buNone') !== undefined) return '';
  const char = of('buChar')?.attributes['char'];
  if (char !== undefined) {
    const isSymbol = /wingdings|symbol|webdings/iu.test(of('buFont')?.attributes['typeface'] ?? '');
    return `${isSymbol ? (symbols[char] ?? '•') : char} `;
  }
  if (child(properties, 'buBlip') !== undefined) return '• ';
  const auto = of('buAutoNum');
  if (auto === undefined) return '';
  const at = number + (numeric(auto.attributes['startAt']) ?? 1) - 1;
  return autoNumber(auto.attributes['type'] ?? 'arabicPeriod', at);
}

/** Numbers of 20.1.10.61 `ST_TextAutonumberScheme`. */
function autoNumber(kind: string, at: number): string {
  const letter = String.fromCodePoint(96 + (((at - 1) % 26) + 1));
  const words = kind.startsWith('circleNum')
    ? String.fromCodePoint(0x2460 + Math.min(19, at - 1))
    : kind.startsWith('alphaUc')
      ? letter.toUpperCase()
      : kind.startsWith('alphaLc')
        ? letter
        : kind.startsWith('ea1JpnKor') || kind.startsWith('ea1Jpn')
          ? ([...'〇一二三四五六七八九十'][at] ?? String(at))
          : String(at);
  const sign = kind.endsWith('ParenBoth')
    ? `(${words})`
    : kind.endsWith('ParenR')
      ? `${words})`
      : kind.endsWith('Period')
        ? `${words}.`
        : words;
  return `${sign} `;
}

function runOf(
  node: XmlNode,
  format: XmlNode | undefined,
  context: DrawingContext,
  fontColour: string | undefined,
  scale: number,
): TextRunStyle {
  const colour = drawingColour(child(format, 'solidFill'), context.colours) ?? fontColour;
  const name = child(format, 'ea')?.attributes['typeface'] ?? child(format, 'latin')?.attributes['typeface'];
  const line = format?.attributes['u'] ?? 'none';
  const strike = format?.attributes['strike'] ?? 'noStrike';
  const raised = numeric(format?.attributes['baseline']?.replace('%', '')) ?? 0;
  const text = node.name === 'br' ? '\n' : (child(node, 't')?.text ?? '');
  return {
    text: format?.attributes['cap'] === 'all' ? text.toUpperCase() : text,
    font: {
      name: name === undefined || name.startsWith('+') || name === '' ? context.font.name : name,
      size: ((numeric(format?.attributes['sz']) ?? context.font.size * 100) / 100) * scale,
      bold: flag(format?.attributes['b']),
      italic: flag(format?.attributes['i']),
    },
    ...(colour === undefined ? {} : { colour }),
    ...(line === 'none' ? {} : { underline: line === 'dbl' ? ('double' as const) : ('single' as const) }),
    ...(strike === 'noStrike' ? {} : { strike: true }),
    ...(raised === 0 ? {} : { script: raised > 0 ? ('super' as const) : ('sub' as const) }),
  };
}
