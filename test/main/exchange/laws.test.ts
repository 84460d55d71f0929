import { test } from 'vitest';
import { checkLaw, lawCases } from '../../helpers/laws.ts';
import { ledgerLaws } from './ledger-laws.ts';
import { planLaws } from './plan-laws.ts';
import { workbookLaws } from './round-laws.ts';

for (const each of [...planLaws, ...ledgerLaws, ...workbookLaws])
  test(each.name, () => checkLaw(each, lawCases(each)), 3_600_000);
