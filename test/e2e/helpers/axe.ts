import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

/**
 * axe's source is evaluated by the protocol, which the page's content security policy does not bind; the policy stays as
 * it is.
 */
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const themes = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
const standards = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** The rules whose answer depends on colours; all others say the same of the same elements in every theme. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

async function run(page: Page, runOnly: typeof standards, where: string): Promise<readonly string[]> {
  // Half-way through fading in, colours are mixtures that no person reads.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const result = await page.evaluate(
    ([only, selector]) =>
      (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResult> } }).axe.run(
        document.querySelector(selector) ?? document,
        {
          runOnly: only,
          resultTypes: ['violations'],
        },
      ),
    [runOnly, where] as const,
  );
  const onlyTooltips = await page.evaluate(() =>
    [...document.querySelectorAll('[data-overlay-container]')].every(
      (one) => one.querySelector('[role=tooltip]') !== null,
    ),
  );
  return result.violations.flatMap(({ id, nodes }) =>
    // A tooltip describes its button, wherever it stands; to axe it is content outside of every landmark.
    (id === 'region' && onlyTooltips
      ? nodes.filter(({ html }) => !html.includes('data-overlay-container'))
      : nodes
    ).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** What axe finds on the screen as it is now, one line each. */
export const violations = (page: Page): Promise<readonly string[]> => run(page, standards, ':root');

/**
 * The same in every theme (or those named), for the dialog alone where one is open (what lies behind is inert): every rule in the first
 * theme, the colours in each. The theme is switched as the setting does it, by the root's attribute.
 */
export async function violationsInThemes(page: Page, which: readonly Theme[] = themes): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of which) {
    await page.evaluate((name) => void (document.documentElement.dataset['theme'] = name), theme);
    const lines = await run(page, theme === which[0] ? standards : colours, '[role="dialog"], [role="alertdialog"]');
    found.push(...lines.map((line) => `${theme}, ${line}`));
  }
  return found;
}
