/** Digits by `[DBNum1]` (一), `[DBNum2]` (壱) and `[DBNum3]` (full-width). */
const digits: Readonly<Record<number, string>> = {
  1: '〇一二三四五六七八九',
  2: '〇壱弐参四伍六七八九',
  3: '０１２３４５６７８９',
};
const small: Readonly<Record<number, readonly string[]>> = {
  1: ['', '十', '百', '千'],
  2: ['', '拾', '百', '阡'],
  3: ['', '十', '百', '千'],
};
const large = ['', '万', '億', '兆'];

/** Replaces each ASCII digit: 2013 is 二〇一三. */
export const kanjiDigits = (text: string, dbNum: number): string => {
  const set = digits[dbNum];
  return set === undefined ? text : text.replace(/\d/g, (digit) => set[Number(digit)] as string);
};

/** A whole number as it is read: 1234 is 千二百三十四 (`[DBNum1]General`); `[DBNum3]` keeps places as full-width digits. */
export function kanjiNumber(value: number, dbNum: number): string {
  const set = digits[dbNum];
  const units = small[dbNum];
  if (
    set === undefined ||
    units === undefined ||
    dbNum === 3 ||
    !Number.isInteger(value) ||
    value < 0 ||
    value >= 1e16
  ) {
    return kanjiDigits(String(value), dbNum);
  }
  if (value === 0) return set[0] as string;
  const groups = String(value).split(/(?=(?:\d{4})+$)/);
  return groups
    .map((group, g) => {
      const text = [...group]
        .map((digit, i) => {
          const place = group.length - 1 - i;
          if (digit === '0') return '';
          const one = digit === '1' && place > 0 && dbNum === 1;
          return (one ? '' : set[Number(digit)]) + (units[place] as string);
        })
        .join('');
      return text === '' ? '' : text + (large[groups.length - 1 - g] as string);
    })
    .join('');
}
