import { plainShape } from '../../../src-shared/paper/plain-shape.ts';
import type { Shape, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import type { Undrawn } from '../../../src-shared/paper/undrawn.ts';

const words: Readonly<Record<Undrawn, (label: string) => string>> = {
  picture: (label) => `図「${label}」は印刷できない形式です`,
  shape: (label) => `図形「${label}」は印刷できない形です`,
  chart: (label) => `グラフ「${label}」は印刷できません`,
  diagram: (label) => `図表「${label}」は印刷できません`,
  control: (label) => `操作部品「${label}」は印刷できません`,
  object: (label) => `部品「${label}」は印刷できません`,
};

/** Stands for what paper cannot show (a chart, an EMF, a picture that is missing): a gap would not be noticed. */
export const placeholder = (
  label: string,
  font: TextRunStyle['font'],
  missing: Undrawn,
  text = words[missing](label),
): Shape =>
  plainShape({
    label,
    missing,
    line: { width: 0.5, line: 'dashed', colour: '#808080' },
    text: [{ align: 'center', runs: [{ text, font: { ...font, size: 9 }, colour: '#808080' }] }],
    inset: { left: 2, top: 2, right: 2, bottom: 2 },
  });
