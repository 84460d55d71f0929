import type { FiscalYear } from '../fields.ts';

/** 平成25年度, 令和元年度: the era that the year's April to March mostly lies in (元号法; 令和 began in May 2019). */
export function eraYear(year: FiscalYear): string {
  const [era, first] = year >= 2019 ? ['令和', 2019] : year >= 1989 ? ['平成', 1989] : ['昭和', 1926];
  const count = year - (first as number) + 1;
  return `${era}${count === 1 ? '元' : count}年度`;
}
