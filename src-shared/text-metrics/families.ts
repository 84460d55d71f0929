import { groupingKey } from '../domain/normal.ts';
import type { TableName } from './tables.ts';

/**
 * Which advance table stands for a font that a form names, and how high its lines are.
 *
 * Fonts of Windows cannot be shipped. Where a free font with the same advances exists (Monapo for ＭＳ Ｐゴシック, Liberation
 * for Arial and Times, Carlito for Calibri) its table is used; where none exists, the widest of the fonts of that kind. So
 * text measures as wide as it really is or wider, never narrower, and every machine says the same.
 */
export interface FontFamily {
  readonly regular: TableName;
  readonly bold?: TableName;
  /** Kana, kanji and symbols of this font are all a full em, whatever the table says. */
  readonly fullWidthKana?: boolean;
  /**
   * Distance of base lines in ems, as Excel grows rows: ＭＳ Ｐゴシック 11 has rows of 13.5 and 27 points for one and two
   * lines, 9 has 11.25 and 22.5; 游ゴシック 11 has 18.75.
   */
  readonly line: number;
  /** Exact when the advances are those of the font itself; otherwise the widest plausible. */
  readonly exact: boolean;
  readonly style: 'gothic' | 'mincho' | 'mono-gothic' | 'mono-mincho';
}

const ms = 1.25;
const family = (
  regular: TableName,
  style: FontFamily['style'],
  line: number,
  more: Partial<FontFamily> = {},
): FontFamily => ({ regular, style, line, exact: false, ...more });

/** Keys are `fontKey(name)`. */
const families: Readonly<Record<string, FontFamily>> = {
  msゴシック: family('monospaced', 'mono-gothic', ms, { exact: true }),
  msgothic: family('monospaced', 'mono-gothic', ms, { exact: true }),
  ms明朝: family('monospaced', 'mono-mincho', ms, { exact: true }),
  msmincho: family('monospaced', 'mono-mincho', ms, { exact: true }),
  mspゴシック: family('ms-pgothic', 'gothic', ms, { exact: true }),
  mspgothic: family('ms-pgothic', 'gothic', ms, { exact: true }),
  msp明朝: family('widest-proportional', 'mincho', ms),
  mspmincho: family('widest-proportional', 'mincho', ms),
  msuigothic: family('ms-pgothic', 'gothic', ms),
  游ゴシック: family('noto-sans-jp', 'gothic', 1.7, { fullWidthKana: true }),
  yugothic: family('noto-sans-jp', 'gothic', 1.7, { fullWidthKana: true }),
  yugothicui: family('noto-sans-jp', 'gothic', 1.4, { fullWidthKana: true }),
  游明朝: family('noto-serif-jp', 'mincho', 1.7, { fullWidthKana: true }),
  yumincho: family('noto-serif-jp', 'mincho', 1.7, { fullWidthKana: true }),
  メイリオ: family('dejavu-sans', 'gothic', 1.6, { fullWidthKana: true }),
  meiryo: family('dejavu-sans', 'gothic', 1.6, { fullWidthKana: true }),
  meiryoui: family('dejavu-sans', 'gothic', 1.4, { fullWidthKana: true }),
  bizudゴシック: family('monospaced', 'mono-gothic', 1.25, { exact: true }),
  bizudgothic: family('monospaced', 'mono-gothic', 1.25, { exact: true }),
  bizudpゴシック: family('biz-udpgothic', 'gothic', 1.25, { bold: 'biz-udpgothic-bold', exact: true }),
  bizudpgothic: family('biz-udpgothic', 'gothic', 1.25, { bold: 'biz-udpgothic-bold', exact: true }),
  bizud明朝: family('monospaced', 'mono-mincho', 1.25, { exact: true }),
  bizudmincho: family('monospaced', 'mono-mincho', 1.25, { exact: true }),
  bizudp明朝: family('biz-udpmincho', 'mincho', 1.25, { exact: true }),
  bizudpmincho: family('biz-udpmincho', 'mincho', 1.25, { exact: true }),
  ipaゴシック: family('monospaced', 'mono-gothic', 1.25, { exact: true }),
  ipagothic: family('monospaced', 'mono-gothic', 1.25, { exact: true }),
  ipaexゴシック: family('ipa-pgothic', 'gothic', 1.25, { fullWidthKana: true }),
  ipaexgothic: family('ipa-pgothic', 'gothic', 1.25, { fullWidthKana: true }),
  ipapゴシック: family('ipa-pgothic', 'gothic', 1.25, { exact: true }),
  ipapgothic: family('ipa-pgothic', 'gothic', 1.25, { exact: true }),
  ipa明朝: family('monospaced', 'mono-mincho', 1.25, { exact: true }),
  ipamincho: family('monospaced', 'mono-mincho', 1.25, { exact: true }),
  ipaex明朝: family('ipa-pmincho', 'mincho', 1.25, { fullWidthKana: true }),
  ipaexmincho: family('ipa-pmincho', 'mincho', 1.25, { fullWidthKana: true }),
  ipap明朝: family('ipa-pmincho', 'mincho', 1.25, { exact: true }),
  ipapmincho: family('ipa-pmincho', 'mincho', 1.25, { exact: true }),
  arial: family('liberation-sans', 'gothic', 1.25, { bold: 'liberation-sans-bold', exact: true }),
  helvetica: family('liberation-sans', 'gothic', 1.25, { bold: 'liberation-sans-bold', exact: true }),
  liberationsans: family('liberation-sans', 'gothic', 1.25, { bold: 'liberation-sans-bold', exact: true }),
  timesnewroman: family('liberation-serif', 'mincho', 1.25, { bold: 'liberation-serif-bold', exact: true }),
  times: family('liberation-serif', 'mincho', 1.25, { bold: 'liberation-serif-bold', exact: true }),
  liberationserif: family('liberation-serif', 'mincho', 1.25, { bold: 'liberation-serif-bold', exact: true }),
  couriernew: family('liberation-mono', 'mono-gothic', 1.25, { exact: true }),
  calibri: family('carlito', 'gothic', 1.36, { bold: 'carlito-bold', exact: true }),
  carlito: family('carlito', 'gothic', 1.36, { bold: 'carlito-bold', exact: true }),
  cambria: family('caladea', 'mincho', 1.3, { exact: true }),
  verdana: family('dejavu-sans', 'gothic', 1.3),
  dejavusans: family('dejavu-sans', 'gothic', 1.3, { exact: true }),
};

const unknownGothic = family('widest-latin', 'gothic', 1.4, { fullWidthKana: true });
const unknownMincho = family('widest-latin', 'mincho', 1.4, { fullWidthKana: true });

/** Compares font names: full-width and half-width forms, blanks and case do not count. */
export const fontKey = (name: string): string => groupingKey(name).toLowerCase();

const known = new Map<string, FontFamily>();

/** The family of a font by the name that the form gives it; never fails. */
export function fontFamily(name: string): FontFamily {
  const found = known.get(name);
  if (found !== undefined) return found;
  const result = familyOf(fontKey(name));
  if (known.size < 500) known.set(name, result);
  return result;
}

function familyOf(key: string): FontFamily {
  const listed = families[key] ?? families[key.replace(/(light|regular|demibold|medium|semibold)$/u, '')];
  if (listed !== undefined) return listed;
  const mincho = /明朝|mincho|serif|教科書|行書|楷書/u.test(key) && !/sansserif/u.test(key);
  if (/^noto(sans)?(cjk|mono|sansjp)|源ノ角|sourcehansans|notosansjp/u.test(key)) {
    return family('noto-sans-jp', 'gothic', 1.5, { exact: true });
  }
  if (/^notoserif(cjk|jp)|源ノ明朝|sourcehanserif/u.test(key))
    return family('noto-serif-jp', 'mincho', 1.5, { exact: true });
  if (/^hgp|^ar[dp]?p|^fap/u.test(key)) return family('widest-proportional', mincho ? 'mincho' : 'gothic', ms);
  if (key.startsWith('hgs'))
    return family('widest-proportional', mincho ? 'mincho' : 'gothic', ms, { fullWidthKana: true });
  if (/^hg|^fa/u.test(key)) return family('monospaced', mincho ? 'mono-mincho' : 'mono-gothic', ms, { exact: true });
  return mincho ? unknownMincho : unknownGothic;
}
