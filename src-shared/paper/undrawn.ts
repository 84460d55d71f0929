/** What paper cannot show: a picture of some kinds, a shape's form, a chart, SmartArt, a form control, any other object. */
export type Undrawn = 'picture' | 'shape' | 'chart' | 'diagram' | 'control' | 'object';
