import { test } from 'vitest';
import { checkLaw, lawCases } from '../../helpers/laws.ts';
import { fieldLaws } from './field-laws.ts';
import { roundLaws } from './round-laws.ts';
import { textLaws } from './text-laws.ts';

const long = 3_600_000;

for (const each of [...textLaws, ...fieldLaws, ...roundLaws]) {
  test(each.name, () => checkLaw(each, lawCases(each)), long);
}
