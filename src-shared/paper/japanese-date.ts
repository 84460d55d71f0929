const long = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});

/** 令和8年10月1日, as papers are dated; the first year of an era is 元年. */
export const japaneseDate = (date: Date): string => long.format(date).replace(/^(\D+)1年/u, '$1元年');
