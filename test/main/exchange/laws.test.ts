import { test } from 'vitest';
import { checkLaw, lawCases } from '../../helpers/laws.ts';
import { planLaws } from './plan-laws.ts';
import { workbookLaws } from './round-laws.ts';

for (const each of [...planLaws, ...workbookLaws]) test(each.name, () => checkLaw(each, lawCases(each)), 3_600_000);
