import { memo } from 'react';
import { Choose, type ChooseProps } from '../frame/choose.tsx';

const isSame = (a: ChooseProps, b: ChooseProps): boolean =>
  a.label === b.label &&
  a.value === b.value &&
  a.options.length === b.options.length &&
  a.options.every(({ id, name }, i) => id === b.options[i]?.id && name === b.options[i].name);

/**
 * A choice beside counts that change with every key: it is drawn anew only when it says something else. What it does when somebody
 * chooses must not depend on the counts.
 */
export const SteadyChoose = memo(Choose, isSame);
