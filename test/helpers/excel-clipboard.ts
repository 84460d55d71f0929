/** One cell of a copied block; `across` and `down` are the columns and rows of a merge that begins in it. */
export interface CopiedCell {
  readonly text: string;
  readonly across?: number;
  readonly down?: number;
}

/** What Excel puts on the clipboard at once. A page is given the first two. */
export interface Copied {
  readonly text: string;
  readonly html: string;
  readonly csv: string;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * A block as Excel 365 writes it when it is copied (from what is seen on Windows: CF_HTML's heading with byte places, the fragment's
 * marks within the table, classes and styles of the sheet, `colspan` of merges, line ends that stay in their cell, a hidden
 * last row under uneven columns). `rows` holds only the cells that begin in a row.
 */
export function excelClipboard(
  rows: readonly (readonly CopiedCell[])[],
  more: { readonly uneven?: boolean } = {},
): Copied {
  const height = rows.length;
  const width = (rows[0] ?? []).reduce((sum, { across = 1 }) => sum + across, 0);
  const grid: string[][] = Array.from({ length: height }, () => Array.from({ length: width }, () => ''));
  const taken = grid.map((row) => row.map(() => false));
  const lines = rows.map((cells, row) => {
    let column = 0;
    const inside = cells.map(({ text, across = 1, down = 1 }) => {
      while (taken[row]![column] === true) column += 1;
      for (let at = row; at < row + down; at += 1) taken[at]!.fill(true, column, column + across);
      grid[row]![column] = text;
      column += across;
      const spans = `${across > 1 ? ` colspan=${across}` : ''}${down > 1 ? ` rowspan=${down}` : ''}`;
      const shown = escaped(text).replaceAll('\n', "<br style='mso-data-placement:same-cell'>\r\n    ");
      return `  <td${spans} height=25 class=xl6${across} align=right width=${72 * across} style='height:18.75pt;\r\n  width:${54 * across}pt'>${shown}</td>`;
    });
    return ` <tr height=25 style='mso-height-source:userset;height:18.75pt'>\r\n${inside.join('\r\n')}\r\n </tr>`;
  });
  const uneven =
    more.uneven === true
      ? ` <![if supportMisalignedColumns]>\r\n <tr height=0 style='display:none'>\r\n${"  <td width=72 style='width:54pt'></td>\r\n".repeat(width)} </tr>\r\n <![endif]>\r\n`
      : '';
  const before = `<html xmlns:v="urn:schemas-microsoft-com:vml"\r\nxmlns:o="urn:schemas-microsoft-com:office:office"\r\nxmlns:x="urn:schemas-microsoft-com:office:excel"\r\nxmlns="http://www.w3.org/TR/REC-html40">\r\n\r\n<head>\r\n<meta http-equiv=Content-Type content="text/html; charset=utf-8">\r\n<meta name=ProgId content=Excel.Sheet>\r\n<meta name=Generator content="Microsoft Excel 15">\r\n<style>\r\n<!--table\r\n\t{mso-displayed-decimal-separator:"\\.";\r\n\tmso-displayed-thousand-separator:"\\,";}\r\n.xl61\r\n\t{mso-style-parent:style0;\r\n\tfont-family:"ＭＳ ゴシック", monospace;\r\n\tmso-font-charset:128;\r\n\twhite-space:normal;}\r\nruby\r\n\t{ruby-align:left;}\r\n-->\r\n</style>\r\n</head>\r\n\r\n<body link="#0563C1" vlink="#954F72">\r\n\r\n<table border=0 cellpadding=0 cellspacing=0 width=${72 * width} style='border-collapse:\r\n collapse;width:${54 * width}pt'>\r\n`;
  const fragment = `<!--StartFragment-->\r\n <col width=72 span=${width} style='width:54pt'>\r\n${lines.join('\r\n')}\r\n${uneven}<!--EndFragment-->`;
  const after = '\r\n</table>\r\n\r\n</body>\r\n\r\n</html>\r\n';
  const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
  const heading = (places: readonly number[]): string =>
    ['StartHTML', 'EndHTML', 'StartFragment', 'EndFragment'].reduce(
      (all, name, index) => `${all}${name}:${String(places[index] ?? 0).padStart(10, '0')}\r\n`,
      'Version:1.0\r\n',
    );
  const start = bytes(heading([]));
  const html = `${heading([start, start + bytes(before + fragment + after), start + bytes(before), start + bytes(before + fragment)])}${before}${fragment}${after}`;
  const tabbed = (text: string): string => (/[\t\n]/u.test(text) ? quoted(text) : text);
  const commaed = (text: string): string => (/[,"\n]/u.test(text) ? quoted(text) : text);
  return {
    text: grid.map((row) => `${row.map(tabbed).join('\t')}\r\n`).join(''),
    html,
    csv: grid.map((row) => `${row.map(commaed).join(',')}\r\n`).join(''),
  };
}
