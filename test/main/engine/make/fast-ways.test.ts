import { test } from 'vitest';
import { checkLaw, lawCases } from '../../../helpers/laws.ts';
import { fastWayLaws } from './fast-way-laws.ts';

test.each(fastWayLaws.map((one) => [one.name, one] as const))('%s', (_, one) => checkLaw(one, lawCases(one)));
