import type { MessageKey, Translate } from '../../i18n/translate.ts';

/** Marks of a text (`all:FF0000`, `0-5:strike 7-9:0000FF+underline`; src-main/workbook/exchange-parts/text-marks.ts) in words. */
export function marksText(marks: string, t: Translate): string {
  return marks
    .split(' ')
    .map((stretch) => {
      const [where = '', kinds = ''] = stretch.split(':');
      const part = /^(\d+)-(\d+)$/u.exec(where);
      const place =
        part === null
          ? t('exchange.mark.all')
          : t('exchange.mark.part', { from: Number(part[1]) + 1, to: Number(part[2]) });
      return t('exchange.mark', {
        place,
        kinds: kinds
          .split('+')
          .map((kind) => kindText(kind, t))
          .join(t('exchange.mark.and')),
      });
    })
    .join(t('exchange.mark.next'));
}

function kindText(kind: string, t: Translate): string {
  if (kind === 'strike' || kind === 'underline') return t(`exchange.mark.${kind}`);
  const name = colourName(kind);
  return name === undefined ? t('exchange.mark.colour', { rgb: `#${kind}` }) : t(name);
}

/** What people call a colour that corrections are written in, Excel's standard ones among them; `undefined` for one that has no such name. */
function colourName(rgb: string): MessageKey | undefined {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  if (red >= 0x80 && green <= 0x60 && blue <= 0x60) return 'exchange.mark.red';
  if (blue >= 0x80 && red <= 0x60 && green <= 0x80) return 'exchange.mark.blue';
  return green >= 0x80 && red <= 0x60 && blue <= 0x60 ? 'exchange.mark.green' : undefined;
}
