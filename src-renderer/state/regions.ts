/** The parts of the window that have a key of their own. */
export type Region = 'search' | 'list' | 'sheet';

const targets = {
  search: '[data-region="search"] input',
  list: '[data-region="list"] [tabindex="0"]',
  sheet: '[data-region="sheet"] textarea[data-path], [data-region="sheet"] button',
} as const satisfies Record<Region, string>;

/** Puts the cursor into a part of the window; a search text there is selected, ready to be replaced. */
export function focusRegion(region: Region): void {
  const target = document.querySelector<HTMLElement>(targets[region]);
  target?.focus();
  if (target instanceof HTMLInputElement) target.select();
}
