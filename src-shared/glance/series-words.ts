/** What a number of a form is within its series. */
export type SeriesPart = 'start' | 'target' | 'actual' | 'rate';

interface PartWords {
  readonly part: SeriesPart;
  /** Money parts are set aside where an indicator's own word (目標, 実績) stands beside them. */
  readonly money: boolean;
  readonly words: readonly string[];
}

/** Segments of paths are the form's own labels, folded, or the usual English names. */
const table: readonly PartWords[] = [
  {
    part: 'start',
    money: false,
    words: [
      '現状',
      '現状値',
      '基準',
      '基準値',
      '現況',
      '現況値',
      '策定時',
      '当初値',
      'current',
      'base',
      'baseline',
      'start',
    ],
  },
  {
    part: 'target',
    money: false,
    words: [
      '目標',
      '目標値',
      '計画値',
      '計画',
      '予定',
      '予定値',
      '見込',
      '見込値',
      '見込み',
      '当初見込',
      '当初見込み',
      'plan',
      'planned',
      'target',
      'goal',
    ],
  },
  {
    part: 'actual',
    money: false,
    words: ['実績', '実績値', '結果', '成果実績', '活動実績', '達成値', 'actual', 'result'],
  },
  { part: 'rate', money: false, words: ['達成率', '達成度', '進捗率', 'rate'] },
  {
    part: 'target',
    money: true,
    words: ['予算', '予算額', '当初予算額', '予算現額', '計画額', '計画事業費', 'budget'],
  },
  {
    part: 'actual',
    money: true,
    words: ['決算', '決算額', '決算見込', '決算見込額', '執行額', '支出済額', '実績額', 'settled', 'settlement'],
  },
  { part: 'rate', money: true, words: ['執行率'] },
];

const byWord = new Map(table.flatMap(({ words, ...said }) => words.map((word) => [word, said] as const)));

/** A number's place in a form without year and part: what is equal belongs together. */
export interface SeriesPlace {
  readonly series: string;
  readonly part: SeriesPart;
  readonly money: boolean;
}

const isYear = (segment: string): boolean => /^(?:19|20)\d\d$/.test(segment);
/** The segments of a path but its years. */
export const yearless = (path: string): readonly string[] => path.split('.').filter((segment) => !isYear(segment));
/** Paths of labels that repeat end in `-2`. */
const wordOf = (segment: string): string => segment.replace(/-\d+$/, '').toLowerCase();

/**
 * Where a number stands by its path: years leave it, and the innermost segment that is a word of the table says which part of
 * its series it is. Beside an indicator's word, those of money say only what kind of year it is (決算, 予算) and leave too.
 */
export function seriesPlace(path: string): SeriesPlace | undefined {
  const segments = yearless(path);
  const said = segments.map((segment) => byWord.get(wordOf(segment)));
  let at = said.findLastIndex((one) => one !== undefined && !one.money);
  // 計画 beside 決算 and 予算 is the kind of a year too, where nothing says 実績.
  if (at < 0) at = said.findLastIndex((one) => one !== undefined);
  const chosen = said[at];
  if (chosen === undefined) return undefined;
  const kept = segments.filter((segment, i) => {
    if (i === at) return false;
    if (chosen.money) return true;
    return said[i] === undefined || (!(said[i]?.money ?? false) && !isPeriod(segment));
  });
  return { series: kept.join('.'), part: chosen.part, money: chosen.money };
}

/** Which part of a series a label says, headings before it: its innermost word that does. */
export function spokenPart(label: string): Pick<SeriesPlace, 'part' | 'money'> | undefined {
  const said = label
    .normalize('NFKC')
    .split(/\s+/u)
    .map((word) => byWord.get(word.toLowerCase()));
  return said.findLast((one) => one !== undefined && !one.money) ?? said.findLast((one) => one !== undefined);
}

/** Words that also name the kind of a year: 決算, 予算, 計画. */
const isPeriod = (segment: string): boolean => wordOf(segment) === '計画' || wordOf(segment) === '見込';
