/** Whether a text is a list of pages such as `1-3, 8`, in any width; blank means all. */
export const isPageList = (list: string): boolean => entriesOf(list).every((entry) => pattern.test(entry));

const pattern = /^(\d{1,5})?-(\d{1,5})?$|^\d{1,5}$/u;
const entriesOf = (list: string): readonly string[] =>
  list
    .normalize('NFKC')
    .replace(/[~〜–—−ー]/gu, '-')
    .replace(/\s+/gu, '')
    .split(/[,、，]/u)
    .filter((entry) => entry !== '' && entry !== '-');

/** The pages of a list, of so many that there are; `5-` goes on to the last one. All for a blank list, none for what is no list. */
export function parsePageList(list: string, total: number): ReadonlySet<number> {
  const entries = entriesOf(list);
  const pages = new Set<number>();
  for (const entry of entries.length === 0 ? ['1-'] : entries) {
    if (!pattern.test(entry)) continue;
    const [from, to] = entry.includes('-') ? entry.split('-') : [entry, entry];
    const [first, last] = [from === '' ? 1 : Number(from), to === '' ? total : Number(to)];
    for (let page = Math.max(1, first); page <= Math.min(total, last); page += 1) pages.add(page);
  }
  return pages;
}
