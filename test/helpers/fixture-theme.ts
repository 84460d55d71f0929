const colours = [
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
  ['dk2', '1F497D'],
  ['lt2', 'EEECE1'],
  ['accent1', '4F81BD'],
  ['accent2', 'C0504D'],
  ['accent3', '9BBB59'],
  ['accent4', '8064A2'],
  ['accent5', '4BACC6'],
  ['accent6', 'F79646'],
  ['hlink', '0000FF'],
  ['folHlink', '800080'],
] as const;
const system = { dk1: 'windowText', lt1: 'window' } as const;

const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const fonts =
  '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/><a:font script="Jpan" typeface="ＭＳ Ｐゴシック"/>';
const colour = ([name, value]: (typeof colours)[number]) =>
  `<a:${name}>${name === 'dk1' || name === 'lt1' ? `<a:sysClr val="${system[name]}" lastClr="${value}"/>` : `<a:srgbClr val="${value}"/>`}</a:${name}>`;
const line = (width: number) => `<a:ln w="${width}">${fill}</a:ln>`;

/** The theme of Excel 2007–2010 in Japanese (ECMA-376 part 1, 20.1.6.9), whose colours shapes and fonts refer to. */
export const themeXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">${colours.map(colour).join('')}</a:clrScheme><a:fontScheme name="Office"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${[9525, 25400, 38100].map(line).join('')}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
