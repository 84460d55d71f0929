import type { BandName } from '../../../src-shared/glance/rates.ts';
import type { Translate } from '../../i18n/translate.ts';

/** A class of rates in the language of the window; the plan's own name as it was written. */
export function bandWords(name: BandName, t: Translate): string {
  if (name.own !== undefined) return name.own;
  const { least = 0, below = 0 } = name;
  if (name.least === undefined) return t('glance.rateBelow', { below });
  return name.below === undefined ? t('glance.rateFrom', { least }) : t('glance.rateBetween', { least, below });
}
