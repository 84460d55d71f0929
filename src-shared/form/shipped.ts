import description from '../../assets/forms/niigata-kohyo.json' with { type: 'json' };
import type { FormDescription } from './description.ts';

/** The first form, as `assets/forms` has it: the build takes the file into the bundle, so that reading starts without a parser. */
export const shippedDescription = description as unknown as FormDescription;
