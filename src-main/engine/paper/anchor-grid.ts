/** Where drawings lie: the grid of their sheet, positions in points from the sheet's corner. */
export interface AnchorGrid {
  columnLeft(column: number): number;
  rowTop(row: number): number;
  columnWidth(column: number): number;
  rowHeight(row: number): number;
  /** The row (column) that holds a position. */
  rowAt(y: number): number;
  columnAt(x: number): number;
}
