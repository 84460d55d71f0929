/**
 * Makes src-shared/text-metrics/tables.ts: advance widths of fonts that can be had freely, as compact text.
 *
 *   node scripts/make-font-metrics.mjs NAME=FILE[#FACE] …
 *
 * FILE is a TrueType/OpenType font, a collection (FACE is its index) or a folder of WOFF subsets with a name prefix
 * (`FOLDER/PREFIX-*-400-normal.woff`). A NAME may be given several times: the widest advance of its fonts counts.
 * The table says its sources. Only advance widths are taken; no outline leaves the font.
 *
 * Output per font: runs of advances in thousandths of an em, `START:w,w*n,…;…`, all in base 36, for the blocks of
 * text that a form in Japanese may hold. What no run names is a full em wide.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';

const blocks = [
  [0x20, 0x7e],
  [0xa0, 0x52f],
  [0x1e00, 0x27ff],
  [0x2900, 0x2bff],
  [0x2e80, 0x33ff],
  [0xfe10, 0xfe6f],
  [0xff00, 0xffef],
];

function sfntTables(data, face) {
  const tag = data.toString('latin1', 0, 4);
  const tables = new Map();
  if (tag === 'wOFF') {
    for (let i = 0, count = data.readUInt16BE(12); i < count; i += 1) {
      const at = 44 + i * 20;
      const [offset, packed, length] = [
        data.readUInt32BE(at + 4),
        data.readUInt32BE(at + 8),
        data.readUInt32BE(at + 12),
      ];
      const raw = data.subarray(offset, offset + packed);
      tables.set(data.toString('latin1', at, at + 4), packed < length ? inflateSync(raw) : raw);
    }
    return tables;
  }
  const start = tag === 'ttcf' ? data.readUInt32BE(12 + 4 * face) : 0;
  for (let i = 0, count = data.readUInt16BE(start + 4); i < count; i += 1) {
    const at = start + 12 + i * 16;
    const offset = data.readUInt32BE(at + 8);
    tables.set(data.toString('latin1', at, at + 4), data.subarray(offset, offset + data.readUInt32BE(at + 12)));
  }
  return tables;
}

/** Code point to glyph, from the format 12 or format 4 subtable. */
function glyphOf(cmap) {
  let best;
  for (let i = 0, count = cmap.readUInt16BE(2); i < count; i += 1) {
    const offset = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(offset);
    if (format === 12 || (format === 4 && best?.format !== 12)) best = { format, offset };
  }
  const map = new Map();
  const at = best.offset;
  if (best.format === 12) {
    for (let g = 0, groups = cmap.readUInt32BE(at + 12); g < groups; g += 1) {
      const entry = at + 16 + g * 12;
      const first = cmap.readUInt32BE(entry);
      const last = cmap.readUInt32BE(entry + 4);
      for (let c = first; c <= last; c += 1) map.set(c, cmap.readUInt32BE(entry + 8) + c - first);
    }
    return map;
  }
  const segments = cmap.readUInt16BE(at + 6) / 2;
  for (let s = 0; s < segments; s += 1) {
    const last = cmap.readUInt16BE(at + 14 + 2 * s);
    const first = cmap.readUInt16BE(at + 16 + 2 * (segments + s));
    const delta = cmap.readUInt16BE(at + 16 + 2 * (2 * segments + s));
    const rangeAt = at + 16 + 2 * (3 * segments + s);
    const range = cmap.readUInt16BE(rangeAt);
    for (let c = first; c <= last && c !== 0xffff; c += 1) {
      const raw = range === 0 ? c : cmap.readUInt16BE(rangeAt + range + 2 * (c - first));
      const glyph = range === 0 ? (c + delta) & 0xffff : raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) map.set(c, glyph);
    }
  }
  return map;
}

/** Advances in thousandths of an em by code point, and the font's own line height in ems. */
function readFont(data, face = 0) {
  const tables = sfntTables(data, face);
  const em = tables.get('head').readUInt16BE(18);
  const hhea = tables.get('hhea');
  const hmtx = tables.get('hmtx');
  const long = hhea.readUInt16BE(34);
  const advances = new Map();
  for (const [code, glyph] of glyphOf(tables.get('cmap'))) {
    if (!blocks.some(([first, last]) => code >= first && code <= last)) continue;
    advances.set(code, Math.round((hmtx.readUInt16BE(4 * Math.min(glyph, long - 1)) * 1000) / em));
  }
  return { advances, ascent: hhea.readInt16BE(4) / em, descent: -hhea.readInt16BE(6) / em };
}

function readSource(source) {
  const [path, face] = source.split('#');
  if (!path.includes('*')) return readFont(readFileSync(path), Number(face ?? 0));
  const [before, after] = basename(path).split('*');
  const files = readdirSync(dirname(path)).filter((name) => name.startsWith(before) && name.endsWith(after));
  const parts = files.map((name) => readFont(readFileSync(join(dirname(path), name))));
  const advances = new Map(parts.flatMap((part) => [...part.advances]));
  return { advances, ascent: parts[0].ascent, descent: parts[0].descent };
}

function encode(advances) {
  const codes = [...advances.keys()].filter((code) => advances.get(code) !== 1000).toSorted((a, b) => a - b);
  const runs = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run !== undefined && code === run.start + run.widths.length) run.widths.push(advances.get(code));
    else runs.push({ start: code, widths: [advances.get(code)] });
  }
  return runs
    .map(({ start, widths }) => {
      const packed = [];
      for (let i = 0; i < widths.length;) {
        let n = 1;
        while (i + n < widths.length && widths[i + n] === widths[i]) n += 1;
        packed.push(n === 1 ? widths[i].toString(36) : `${widths[i].toString(36)}*${n.toString(36)}`);
        i += n;
      }
      return `${start.toString(36)}:${packed.join(',')}`;
    })
    .join(';');
}

const fonts = new Map();
for (const argument of process.argv.slice(2)) {
  const split = argument.indexOf('=');
  const name = argument.slice(0, split);
  const source = argument.slice(split + 1);
  if (!source.includes('*') && !existsSync(source.split('#')[0])) throw new Error(`no such font: ${source}`);
  const font = readSource(source);
  const label = basename(source.split('#')[0]);
  const known = fonts.get(name);
  if (known === undefined) {
    fonts.set(name, { ...font, sources: [label] });
    continue;
  }
  // Widest of several: a character that one of them lacks counts as a full em.
  const merged = new Map();
  for (const [code, width] of known.advances) {
    const other = font.advances.get(code);
    if (other !== undefined) merged.set(code, Math.max(width, other));
  }
  fonts.set(name, { ...known, advances: merged, sources: [...known.sources, label] });
}

const rows = [...fonts].map(
  ([name, font]) =>
    `  /** ${font.sources.join(', ')}; own line height ${(font.ascent + font.descent).toFixed(3)} em */\n` +
    `  '${name}': {\n    ascent: ${font.ascent.toFixed(4)},\n    descent: ${font.descent.toFixed(4)},\n    advances:\n      '${encode(font.advances)}',\n  },`,
);
writeFileSync(
  new URL('../src-shared/text-metrics/tables.ts', import.meta.url),
  `/** Made by scripts/make-font-metrics.mjs from the fonts named at each row; do not edit. Its header explains the code. */\n` +
    `export const advanceTables = {\n${rows.join('\n')}\n} as const;\n\nexport type TableName = keyof typeof advanceTables;\n`,
);
console.log([...fonts].map(([name, font]) => `${name}: ${font.advances.size} characters`).join('\n'));
