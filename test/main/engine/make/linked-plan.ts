import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts, type FixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import {
  addAnchors,
  addChart,
  addControls,
  addExtensions,
  addPart,
  camera,
  linkedTextBox,
  linkingShape,
  putRow,
  relateTo,
  type Parts,
} from '../../../helpers/linked-parts.ts';
import { pngWith } from '../../../helpers/png-with.ts';

/** A way in which one item's sheet (or the list of all) shows what another item says. */
export const linkKinds = [
  'formula',
  'number',
  'through',
  'name',
  'indirect',
  'textBox',
  'chart',
  'camera',
  'control',
  'validation',
  'sparkline',
  'shapeLink',
  'pictureWords',
  'shared',
] as const;

export interface Link {
  readonly kind: (typeof linkKinds)[number];
  /** Items by place; `from` shows what `to` says. */
  readonly from: number;
  readonly to: number;
}

const years = [2025, 2026];
/** A number that only this item's indicator could have. */
export const tellingNumber = (item: number): number => 98_760_000 + item;
/** A text that only this item has. */
export const tellingText = (item: number): string => `第${item + 1}項目の改革`;

/** A plan whose items show each other's texts and numbers in the given ways. */
export function linkedPlan(
  items: number,
  links: readonly Link[],
): { readonly bytes: Uint8Array; readonly made: FixtureWorkbook } {
  const names = links.flatMap((link, i) =>
    link.kind === 'name' ? [{ name: `先${i}`, refers: `'No.${link.to + 1}'!$C$5` }] : [],
  );
  const made = fixtureWorkbook({
    items: Array.from({ length: items }, (_, i) => filledItem(i + 1, years)),
    ...(names.length === 0 ? {} : { definedNames: names }),
  });
  const parts: Parts = new Map(made.parts);
  const text = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const extensions = new Map<string, { validation?: readonly [string, string]; sparklines: [string, string][] }>();
  links.forEach(({ kind, from, to }, i) => {
    const sheet = made.sheets[`No.${from + 1}`] ?? '';
    const other = `'No.${to + 1}'`;
    const row = 60 + i * 3;
    const said = text(tellingText(to));
    const id = 200 + i;
    const more = extensions.get(sheet) ?? { sparklines: [] };
    extensions.set(sheet, more);
    if (kind === 'formula') putRow(parts, sheet, row, [`<c r="Q${row}" t="str"><f>${other}!C5</f><v>${said}</v></c>`]);
    else if (kind === 'number')
      putRow(parts, sheet, row, [`<c r="Q${row}"><f>${other}!C11*1</f><v>${tellingNumber(to)}</v></c>`]);
    else if (kind === 'through') {
      putRow(parts, sheet, row, [
        `<c r="Q${row}"><f>${other}!C11+0</f><v>${tellingNumber(to)}</v></c>`,
        `<c r="R${row}" t="str"><f>"計"&amp;Q${row}</f><v>計${tellingNumber(to)}</v></c>`,
      ]);
    } else if (kind === 'name') putRow(parts, sheet, row, [`<c r="Q${row}" t="str"><f>先${i}</f><v>${said}</v></c>`]);
    else if (kind === 'indirect')
      putRow(parts, sheet, row, [
        `<c r="Q${row}"><f>INDIRECT("'No."&amp;${to + 1}&amp;"'!C11")</f><v>${tellingNumber(to)}</v></c>`,
      ]);
    else if (kind === 'shared')
      putRow(parts, sheet, row, [
        `<c r="Q${row}" t="str"><f t="shared" ref="Q${row}:R${row}" si="${40 + i}">${other}!C5</f><v>${said}</v></c>`,
        `<c r="R${row}" t="str"><f t="shared" si="${40 + i}"/><v>${said}</v></c>`,
      ]);
    else if (kind === 'textBox') addAnchors(parts, sheet, [linkedTextBox(id, `${other}!$C$5`, tellingText(to), row)]);
    else if (kind === 'chart')
      addChart(parts, sheet, id, `xl/charts/made${i}.xml`, [
        {
          name: `${other}!$C$5`,
          nameCache: tellingText(to),
          values: `${other}!$C$11:$D$11`,
          valueCache: [String(tellingNumber(to)), '1'],
        },
        {
          name: `'No.${from + 1}'!$B$11`,
          nameCache: '指標',
          values: `'No.${from + 1}'!$C$11:$D$11`,
          valueCache: ['5', '6'],
        },
      ]);
    else if (kind === 'camera') {
      const image = `xl/media/camera${i}.png`;
      addPart(parts, image, pngWith({ Comment: `camera ${i}` }), 'image/png');
      const drawing = addAnchors(parts, sheet, [camera(id, `${other}!$A$1:$D$9`, `rIdCamera${i}`, row)]);
      relateTo(parts, drawing, `rIdCamera${i}`, 'image', `/${image}`);
    } else if (
      kind === 'control' &&
      !parts.has('xl/ctrlProps/ctrlProp1.xml') &&
      !String(parts.get(sheet)).includes('<legacyDrawing')
    )
      addControls(parts, sheet, `${other}!$Z$9`, `${other}!$C$5:$C$9`, [row, 16]);
    else if (kind === 'validation') more.validation = [`${other}!$C$5:$C$9`, `Q${row}`];
    else if (kind === 'sparkline') more.sparklines.push([`${other}!C11:D11`, `Q${row}`]);
    else if (kind === 'shapeLink') {
      const drawing = addAnchors(parts, sheet, [linkingShape(id, `rIdShape${i}`, row)]);
      relateTo(parts, drawing, `rIdShape${i}`, 'hyperlink', `#'No.${to + 1}'!C5`);
    } else if (kind === 'pictureWords') {
      const image = `xl/media/words${i}.png`;
      addPart(parts, image, pngWith({ Title: tellingText(to) }), 'image/png');
      const drawing = addAnchors(parts, sheet, [camera(id, `'No.${from + 1}'!$A$1:$B$2`, `rIdWords${i}`, row)]);
      relateTo(parts, drawing, `rIdWords${i}`, 'image', `/${image}`);
    }
  });
  for (const [sheet, { validation, sparklines }] of extensions)
    if (validation !== undefined || sparklines.length > 0)
      addExtensions(parts, sheet, { ...(validation === undefined ? {} : { validation }), sparklines });
  return { bytes: zipParts(parts), made };
}
