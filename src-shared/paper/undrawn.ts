/** What paper cannot show: a picture of some kinds, a shape's form, a chart, SmartArt, a form control, any other object. */
export type Undrawn = 'picture' | 'shape' | 'chart' | 'diagram' | 'control' | 'object';

/**
 * What paper leaves out of something that it draws: shapes on a chart, trend lines, error bars, a chart's depth, the ground of highlighted
 * words, shadows and the like; `paper` that the sheet asks for a paper of no known size; comments and the
 * headings of rows and columns, which a sheet may ask for; `ground`: cells have an even tone for a pattern or gradient; `colour`: pictures or charts keep theirs
 * in black and white.
 */
export type Partly =
  | 'chart-shapes'
  | 'trend-line'
  | 'error-bars'
  | 'flat'
  | 'highlight'
  | 'effect'
  | 'paper'
  | 'comments'
  | 'headings'
  | 'ground'
  | 'colour';
