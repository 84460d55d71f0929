import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { FieldKind } from '../../../src-shared/form/description.ts';
import { blanksIn, bracketed, isDateFrame, marksIn } from './marks.ts';
import { isMarkAlone } from './around.ts';
import { innerText, type OwnWords } from './own.ts';
import { fold, isMissing, isYearValue, typedNumber } from './words.ts';

/** What the samples of one form show of one box. */
export interface Evidence {
  readonly label: string;
  readonly headings: readonly string[];
  readonly block: string;
  /** Texts of all samples, blanks too. */
  readonly texts: readonly string[];
  /** Fixed words inside the box's own cell. */
  readonly own: OwnWords;
  /** Which of them are stored as numbers. */
  readonly numeric: readonly boolean[];
  readonly formats: readonly string[];
  readonly computed: boolean;
  readonly choices: readonly string[] | undefined;
  /** Rows and columns of the box. */
  readonly height: number;
  readonly width: number;
  /** Text begins at the top of the box. */
  readonly top: boolean;
  /** One of several like boxes: in a table's column or a record. */
  readonly repeated: boolean;
  /** Stands where a row label and a heading cross. */
  readonly crossed: boolean;
  /** Stands under or beside a fiscal year. */
  readonly hasYear: boolean;
}

export interface KindFound {
  readonly kind: FieldKind;
  readonly sure: boolean;
}

const codeLabel =
  /(?:番号|コード|[Nn][Oo]\.?|№|[IＩ][DＤ]|電話|内線|TEL|tel|ＴＥＬ|郵便|款項目\S*|十の位|一の位)(?:[（(].*)?$|^(?:款|項|目|会計|事業)$|[（(](?:会計|款|項|目|事業)[）)]$/;
const personLabel =
  /(?:(?:担当|記入|作成|責任|評価|記載|確認|回答|報告|点検)者(?:の?氏?名)?|委員長|課長名?|部長名?|係長名?|局長名?|所属長名?|氏名|職員名|名前)(?:・[^・]*)?(?:[（(].*)?$/;
const textLabel =
  /目的|内容|概要|理由|所見|課題|意見|対応|改善|説明|考え方|背景|経緯|効果|状況$|取組実績|事業実績|総括|方針$|備考|意図|対象[（(]|手段[（(]|結果[（(]|きっかけ|変化|ねらい|見直し|進め方|点検結果|評価と/;
const lineLabel =
  /名$|名称|指標|課$|部$|係$|担当|所管|所属|期間|根拠|法令|計画名|単位|部局|政策|施策|科目|費目|契約|支出先|関係課|業務/;
const numberLabel =
  /額|費|財源|支出金|市債|県債|地方債|起債|人数|件数|人工|時間|コスト|目標値?$|実績値?$|計画値?$|現状値?$|基準値|点数?$|率|者数|合計$|計$|決算|予算|割合|数$/;
const yearLabel = /(?:年度|始期|終期|開始年|終了年|目標年)$/;
const typedDate = /^(?:(?:19|20)\d{2}|[RHS]\d{1,2})[./-]\d{1,2}[./-]\d{1,2}$/;
const percentFormat = /%/;
const numberFormat = /[#0](?!.*[yYmMdD年月])/;
const person =
  /^[\p{Script=Han}々ヶ\p{Script=Hiragana}\p{Script=Katakana}]{1,5}\s+[\p{Script=Han}々\p{Script=Hiragana}\p{Script=Katakana}]{1,5}$/u;

/** A family name and a given one; a department and its section are written likewise. */
const isPersonsName = (text: string): boolean =>
  person.test(text) && !/[部課係室局班所][\s　]|[部課係室局班所]$/u.test(text.trim());

/** The kind of a box by its formula, list, marks, texts, formats and, where those say nothing, its label. */
export function kindOf(seen: Evidence): KindFound {
  const sure = (kind: FieldKind): KindFound => ({ kind, sure: true });
  const filled = seen.texts.map((text) => innerText(text, seen.own)).filter((text) => text.trim() !== '');
  const values = filled.filter((text) => !isMissing(text));
  if (seen.computed) return sure('computed');
  if (isMarks(filled)) return sure('marks');
  if (values.length > 0 && values.every((text) => isMarkAlone(text)) && seen.choices === undefined)
    return sure('marks');
  if (seen.choices !== undefined)
    return sure(seen.choices.every((one) => typedNumber(one) !== undefined) ? 'number' : 'choice');
  if (isBlanks(seen, filled)) return sure('blanks');
  const own = ownKind(seen, values);
  if (own !== undefined) return own;
  return byLabel(seen);
}

/** The same options behind marks in most texts; a text whose paragraphs begin with ■ is none. */
function isMarks(filled: readonly string[]): boolean {
  const found = filled.flatMap((text) => marksIn(text) ?? []);
  if (found.length === 0 || found.length * 2 < filled.length) return false;
  const counts = new Map<string, number>();
  for (const { choices } of found) counts.set(choices.join('/'), (counts.get(choices.join('/')) ?? 0) + 1);
  const usual = Math.max(...counts.values());
  return usual * 10 >= found.length * 7 && found.some(({ choices }) => choices.every((choice) => choice.length <= 20));
}

/** A text whose words stand between blanks: alike on all samples, or with blanks where nobody has filled it. */
function isBlanks(seen: Evidence, filled: readonly string[]): boolean {
  if (filled.length === 0) return false;
  if (filled.every(isDateFrame) && !seen.numeric.some(Boolean)) return true;
  const frames = filled.map(bracketed);
  const first = frames[0] as readonly string[];
  if (first.length > 2 && frames.every((frame) => frame.join('\n') === first.join('\n'))) return true;
  // `その他（ ）`: what stands round the brackets is printed, alike on all samples.
  const around = new Set(filled.map((text) => text.replace(/[（(][^（）()]*[)）]?/gu, '（）').trim()));
  const [only = ''] = around;
  const isShort = around.size === 1 && only.includes('（）') && fold(only).length <= 12;
  return isShort && filled.some((text) => blanksIn(text).length > 0);
}

function ownKind(seen: Evidence, values: readonly string[]): KindFound | undefined {
  if (values.length === 0) return undefined;
  const sure = (kind: FieldKind): KindFound => ({ kind, sure: true });
  const isCode = codeLabel.test(groupingKey(seen.label)) || codeLabel.test(seen.label);
  const numbers = values.filter((text) => typedNumber(text) !== undefined).length;
  const longest = Math.max(...values.map((text) => text.length));
  if (yearLabel.test(fold(seen.label)) && values.some((text) => /\d/.test(text.normalize('NFKC'))))
    if (values.filter(isYearValue).length * 2 > values.length) return sure('year');
  if (
    fold(seen.label).endsWith('年度') &&
    !seen.hasYear &&
    values.every((text) => /^\d{1,4}$/.test(text.normalize('NFKC')))
  )
    return sure('year');
  if (seen.formats.some((format) => /[ymd]{2,}|年|\[\$-/.test(format)) && seen.numeric.some(Boolean))
    return sure(isYearFormat(seen) ? 'year' : 'date');
  if (values.every((text) => typedDate.test(text.normalize('NFKC').trim()))) return sure('date');
  if (isCode && longest <= 24 && !/[。\n]{2}/.test(values.join(''))) return sure('code');
  if (values.some((text) => /^0\d+$/.test(text)) && !seen.hasYear && numbers === values.length) return sure('code');
  if (values.every((text) => /^(?:[\d０-９]{9,}|\d+(?:-\d+)+)$/.test(text))) return sure('code');
  if (seen.numeric.some(Boolean) && seen.formats.some((format) => percentFormat.test(format))) return sure('percent');
  if (numbers * 5 >= values.length * 4 || (seen.numeric.some(Boolean) && numbers * 2 >= values.length))
    return sure('number');
  if (personLabel.test(groupingKey(seen.label)) && longest <= 30) return sure('person');
  if (values.length > 1 && values.every(isPersonsName) && (!lineLabel.test(seen.label) || fold(seen.label) === '担当'))
    return { kind: 'person', sure: false };
  const inCell = seen.own.before !== undefined;
  if (values.some((text) => text.includes('\n')) && !isCode && !inCell) return sure('text');
  return textOrLine(seen, longest);
}

const isYearFormat = (seen: Evidence): boolean =>
  seen.formats.some((format) => /年度/.test(format)) && !seen.formats.some((format) => /月|mm?[^m]/i.test(format));

function textOrLine(seen: Evidence, longest: number): KindFound {
  const high = seen.height >= 2 && !seen.repeated;
  const inCell = seen.own.before !== undefined;
  // A tall box with a few words in it may be either.
  if (!inCell && (high || seen.height >= 4)) return { kind: 'text', sure: longest > 25 };
  const label = seen.own.before ?? (seen.crossed ? (seen.headings.at(-1) ?? '') : seen.label);
  const says = textLabel.test(label) && !(lineLabel.test(label.split('\n')[0] as string) && longest <= 40);
  if (says && (longest > 18 || seen.height >= 2 || seen.top))
    return { kind: 'text', sure: longest > 40 || seen.height >= 2 };
  if (seen.height >= 2 && longest > 25 && !inCell && !lineLabel.test(label)) return { kind: 'text', sure: false };
  if (longest > 45 && !inCell && !lineLabel.test(label)) return { kind: 'text', sure: false };
  return { kind: 'line', sure: longest <= 30 && (seen.height === 1 || inCell) };
}

/** Nothing was ever written there: the words around and the format must tell. */
function byLabel(seen: Evidence): KindFound {
  const label = groupingKey(seen.label);
  const doubt = (kind: FieldKind): KindFound => ({ kind, sure: false });
  const words = [label, ...seen.headings].join('\n');
  if (seen.formats.some((format) => /年度/.test(format))) return doubt('year');
  if (seen.formats.some((format) => percentFormat.test(format))) return doubt('percent');
  if (seen.formats.some((format) => /^#,##0|^0(?:\.0+)?$/.test(format) && numberFormat.test(format)))
    return doubt('number');
  if (codeLabel.test(label)) return doubt('code');
  if (personLabel.test(label)) return doubt('person');
  if (seen.hasYear && seen.height === 1) return doubt(/名称|単位/.test(label) ? 'line' : 'number');
  if (seen.hasYear && !textLabel.test(label)) return doubt('number');
  if (numberLabel.test(label) && !/名|理由|内容/.test(label)) return doubt('number');
  if (textLabel.test(words) && (seen.height >= 2 || !lineLabel.test(label))) return doubt('text');
  if (seen.height >= 2 && !seen.repeated) return doubt('text');
  if (yearLabel.test(label)) return doubt('year');
  return doubt('line');
}
