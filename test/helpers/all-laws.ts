import { fieldLaws } from '../shared/merge/field-laws.ts';
import { roundLaws } from '../shared/merge/round-laws.ts';
import { textLaws } from '../shared/merge/text-laws.ts';
import { planLaws } from '../main/exchange/plan-laws.ts';
import { ledgerLaws } from '../main/exchange/ledger-laws.ts';
import { workbookLaws } from '../main/exchange/round-laws.ts';
import { fastWayLaws } from '../main/engine/make/fast-way-laws.ts';
import { leakLaws } from '../main/engine/make/leak-laws.ts';
import type { Law } from './laws.ts';

/** Every law of the merge and of sending, for `npm run fuzz`. */
export const allLaws: readonly Law[] = [
  ...textLaws,
  ...fieldLaws,
  ...roundLaws,
  ...planLaws,
  ...ledgerLaws,
  ...workbookLaws,
  ...leakLaws,
  ...fastWayLaws,
];
