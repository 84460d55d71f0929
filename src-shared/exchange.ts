/** The words of the exchange that main and renderer share. */

/** What a sending asks for: 上半期 or 年度 of a fiscal year, or 総合評価 at the end of the plan. */
export type ReportingStep =
  | { readonly kind: 'firstHalf' | 'annual'; readonly year: number }
  | { readonly kind: 'overall' };
