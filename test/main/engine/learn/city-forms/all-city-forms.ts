import type { CityForm } from './city-book.ts';
import { cards, listWithSums, outsideMembers, withCover } from './list-forms.ts';
import { facilityReport, personnelCosts, relativeYears } from './money-forms.ts';
import { checklist, growingIssues, logicModel, targets, viewpoints } from './review-forms.ts';
import { deepList, frontAndBack } from './sheet-pair-forms.ts';
import { splitDates, stepsAndMatrix, twoHalves } from './wide-forms.ts';

/** Forms drawn by hand in the manner of real ones, unlike the development families. */
export const cityForms: readonly CityForm[] = [
  personnelCosts,
  relativeYears,
  facilityReport,
  logicModel,
  viewpoints,
  targets,
  checklist,
  growingIssues,
  listWithSums,
  withCover,
  cards,
  outsideMembers,
  stepsAndMatrix,
  twoHalves,
  splitDates,
  frontAndBack,
  deepList,
];
