import { extractAny } from '../../engine/make/extract/extract-any.ts';
import { extractItems } from '../../engine/make/extract/extract-items.ts';
import type { TakeOut } from './take-out-in-steps.ts';

/** Takes items out of a plan's workbook by the form that it goes by. */
export const takeOutItems: TakeOut = ({ opened, any }, keys, options) =>
  any === undefined ? extractItems(opened, keys, options) : extractAny(any.opened, any.form.compiled, keys);
