import type { CellBar, CellIcon, CellStyle } from '../../../../src-shared/paper/sheet.ts';
import type { Differential } from '../cell-styles.ts';

/** What the rules that hold make of a cell. */
export interface Effect {
  readonly changes: readonly Differential[];
  readonly bar?: CellBar;
  readonly icon?: CellIcon;
  /** The bar or icon stands alone. */
  readonly hidesText?: boolean;
}

/** A style with what the rules that hold change; the first rule that sets something wins. */
export function withDifferentials(style: CellStyle, changes: readonly Differential[]): CellStyle {
  if (changes.length === 0) return style;
  const merged = Object.assign({}, ...changes.toReversed()) as Differential;
  const { colour: _, underline: __, strike: ___, ...font } = style.font;
  const colour = merged.colour ?? style.font.colour;
  const underline = merged.underline ?? style.font.underline;
  return {
    ...style,
    font: {
      ...font,
      font: {
        ...font.font,
        bold: merged.bold ?? font.font.bold ?? false,
        italic: merged.italic ?? font.font.italic ?? false,
      },
      ...(colour === undefined ? {} : { colour }),
      ...((merged.strike ?? style.font.strike) === true ? { strike: true } : {}),
      ...(underline === undefined || underline === 'none' ? {} : { underline }),
    },
    ...(merged.border === undefined ? {} : { border: { ...style.border, ...merged.border } }),
    ...(merged.fill === undefined ? {} : { fill: merged.fill }),
  };
}
