import type { Ink } from '../../../src-shared/paper/page.ts';
import type { Picture, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import type { ColourTable } from '../book/styles/colours.ts';
import { child, numeric, type XmlNode } from '../xml/xml-tree.ts';
import type { AnchorGrid } from './anchor-grid.ts';

export interface DrawingContext {
  readonly grid: AnchorGrid;
  readonly colours: ColourTable;
  readonly font: TextRunStyle['font'];
  /** Picture bytes by relationship id; `undefined` for what is missing or of a kind that paper cannot show. */
  picture(relationshipId: string): Picture | undefined;
  /** A chart by its relationship, drawn into a frame of that size; `undefined` when paper cannot show it. */
  chart?(
    relationshipId: string,
    size: { readonly width: number; readonly height: number },
    label: string,
  ): readonly Ink[] | undefined;
  /** What a cell shows whose text a shape repeats; `undefined` when it is not in this workbook. */
  linked?(reference: string): string | undefined;
}

/** Points of a length in EMU. */
export const emu = (value: string | undefined): number => (numeric(value) ?? 0) / 12_700;

export const nonVisual = (node: XmlNode): XmlNode | undefined =>
  child(
    node.children.find((candidate) => candidate.name.startsWith('nv')),
    'cNvPr',
  );

export const labelOf = (node: XmlNode): string => {
  const { descr = '', name = '' } = nonVisual(node)?.attributes ?? {};
  return descr === '' ? name : descr;
};
