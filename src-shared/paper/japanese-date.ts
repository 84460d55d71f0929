const long = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});

/** 令和8年10月1日, as papers are dated; the first year of an era is 元年. */
export const japaneseDate = (date: Date): string => long.format(date).replace(/^(\D+)1年/u, '$1元年');

/** Day and time as Excel's headers write them in Japanese (`&D`, `&T`): `2013/10/7` and `9:00`. */
export const momentOnPaper = (now: Date): { readonly date: string; readonly time: string } => ({
  date: now.toLocaleDateString('ja-JP'),
  time: now.toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' }),
});
