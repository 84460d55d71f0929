import { afterAll, it } from 'vitest';
import { removeFolders } from '../helpers/launch.ts';
import { pressEvery } from './press-every.ts';
import * as roots from './roots.ts';

afterAll(removeFolders);

it.each([
  ['an open plan', roots.openPlan, 40, 50],
  ['a changed plan', roots.changedPlan, 15, 20],
  ['locked plans', roots.lockedPlans, 15, 20],
  ['the plan at a glance', roots.glance, 15, 20],
] as const)(
  'every button that can be reached within its budget: %s',
  (name, enter, least, budget) => pressEvery(name, enter, least, budget),
  600_000,
);
