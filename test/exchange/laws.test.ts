import { test } from 'vitest';
import { checkLaw, lawCases } from '../helpers/laws.ts';
import { planLaws } from './plan-laws.ts';

for (const each of planLaws) test(each.name, () => checkLaw(each, lawCases(each)), 3_600_000);
