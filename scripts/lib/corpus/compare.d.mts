/** See compare.mjs. */
export function differences(
  before: Uint8Array,
  after: Uint8Array,
  sheet: string,
  address: string,
  text: string,
): readonly string[];
