import { knownFonts, knownWords } from './known-words.ts';

/** What a value that stays tells of whoever wrote it: words that are no words of the format are told to a person. */

/** Generic markup has words, numbers and colours of its own; a person's word is in no list of them. */
const plainVml = /^[-\w#@.,:;%$!*/()[\]"'\s]*$/;
export const isPlainVml = (text: string): boolean => plainVml.test(text);
const plainId = /^#?_x0000_[a-z]+\d+$|^(?:shape|shapetype)_\d+$|^_xssf_cell_comment$/;

/** Attributes with words that are seen or that other parts go by: they stay, and are told. */
const worded = new Set(
  'sheet@name table@name table@displayName tableColumn@name tableColumn@totalsRowLabel name@val rFont@val cfRule@text x14:cfRule@text filter@val customFilter@val numFmt@formatCode c:numFmt@formatCode c15:numFmt@formatCode tableStyle@name tableStyleInfo@name dataCellStyle a:buChar@char x14:item@val'.split(
    ' ',
  ),
);
const fonts = /@typeface$|^name@val$|^rFont@val$|^font@face$/;

/** Names that Office gives to shapes by itself, in the languages of the offices that this is made for. */
export const givenNames =
  /^(?:図|図形|グラフ|テキスト ?ボックス|正方形\/長方形|四角形[^\d]{0,12}|角丸四角形|[上下左右]+矢印|矢印[^\d]{0,12}|直線[^\d]{0,14}|コネクタ[^\d]{0,10}|カギ線コネクタ|グループ化|楕円|円|吹き出し[^\d]{0,12}|大かっこ|中かっこ|フリーフォーム[^\d]{0,6}|フローチャート[^\d]{0,14}|オブジェクト|ボタン|チェック|ドロップ|リスト|オプション|Picture|Image|Graphic|Chart|TextBox|Text Box|Rectangle|Rounded Rectangle|Oval|Line|Straight Connector|Straight Arrow Connector|Connector|Group|Shape|CustomShape|AutoShape|Object|Freeform|Button|Check Box|Drop Down|List Box|Option Button|Spinner|Scroll Bar|Group Box|Label|(?:Right|Left|Up|Down) Arrow|Control)[: ]*\d*$/;
const plainValue =
  /^(?:-?[\d.]+(?:[eE][-+]?\d+)?%?|true|false|[0-9A-Fa-f]{2,8}|\{[0-9A-Fa-f-]{36}\}|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?: \$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)*|[\d: ,.-]*|[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3}){0,2}|(?:val|pin|\+-|\*\/|\?:|\+\/|abs|at2|cat2|cos|max|min|mod|sat2|sin|sqrt|tan)(?: [-\w]+){1,3}|\+m[jn]-(?:lt|ea|cs)|_x0000_[a-z]\d+|#_x0000_[a-z]\d+|\d+(?:pt|in|px|f|mm))$/;

/** Attributes that hold formulas and areas are read with the cells they point at. */
const references =
  /@(?:textlink|fmla\w+|linkedCell|listFillRange|cellRange|location|sqref|ref|r|topLeftCell|activeCell|spans|r1|r2|path|xpath|uri|Requires|guid)$/;

const place = /^(?:(?:'(?:[^']|'')+'|[^\s'"!()]+)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/i;

/** Names of shapes are ids in generic markup, blanks as `_x0020_`. */
export const tellsInVml = (attribute: string, value: string): boolean =>
  attribute === 'id' || attribute === 'o:spid'
    ? value !== '' && !plainId.test(value) && !givenNames.test(value.replaceAll('_x0020_', ' '))
    : !isPlainVml(value);

/** Whether a value of an attribute (`element@attribute`) says more than the format itself does. */
export function tellsSomething(what: string, value: string): boolean {
  if (value === '' || plainValue.test(value) || knownWords.has(value)) return false;
  if (fonts.test(what)) return !knownFonts.has(value);
  if (what.endsWith('@formatCode'))
    return /"[^"]{2,}"|[^ -~]{4,}|[A-Za-z]{6,}/.test(
      value.replace(/General|Standard|\[[^\]]*\]|ggge?|yyyy|mmmmm?|dddd?|aaaa?/g, ''),
    );
  // A link may lead to a name or to a place that never was.
  if (what === 'hyperlink@location') return !place.test(value);
  return worded.has(what) || !references.test(what);
}
