import { afterAll, it } from 'vitest';
import { removeFolders } from '../helpers/launch.ts';
import { pressEvery } from './press-every.ts';
import * as roots from './roots.ts';

afterAll(removeFolders);

it.each([
  ['first start', roots.firstStart, 5, 20],
  ['start screen', roots.startScreen, 15, 25],
  ['a received file', roots.receivedFile, 30, 40],
  ['an exchange under way', roots.exchangeRoot, 15, 20],
  ['a plan of a described form', roots.describedPlan, 15, 20],
  ['a form to register', roots.unknownForm, 8, 12],
] as const)(
  'every button that can be reached within its budget: %s',
  (name, enter, least, budget) => pressEvery(name, enter, least, budget),
  600_000,
);
