import type { Page } from 'playwright';

/** What may be smaller than its text: it scrolls by being typed in, is a picture of paper, or is for screen readers alone. */
const apart = '[inert], [aria-hidden="true"], .visually-hidden, .papers, .form-miniature, svg';

/** Labels whose box is too small for them, and panes that scroll sideways though nothing in them is meant to. */
export const cutOrSideways = (page: Page): Promise<readonly string[]> =>
  page.evaluate((outside) => {
    const found: string[] = [];
    const shown = (element: Element): boolean =>
      element.closest(outside) === null && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const named = (element: Element): string =>
      `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40) ?? ''}`;
    const words =
      'button, label, .label, th, td, h1, h2, h3, legend, summary, kbd, output, p, li, dt, dd, [role="tab"], [role="option"], [role="menuitem"], .badge, .due-tag, .tag, .row-sub > *';
    for (const element of document.querySelectorAll<HTMLElement>(words)) {
      if (!shown(element)) continue;
      const { overflowX, overflowY, textOverflow, display } = getComputedStyle(element);
      if (display === 'inline' || display === 'contents') continue;
      // What scrolls shows all of it; three dots say that there is more, where the whole is told on pointing.
      const scrolls = [overflowX, overflowY].some((value) => value === 'auto' || value === 'scroll');
      const told = element.title !== '' || element.closest('[title]') !== null || element.tagName === 'H1';
      if (scrolls || (textOverflow === 'ellipsis' && told)) continue;
      const wide = element.scrollWidth - element.clientWidth;
      const high = element.scrollHeight - element.clientHeight;
      if (wide > 1 || high > 3) found.push(`cut by ${wide} × ${high}: ${named(element)}`);
    }
    for (const pane of document.querySelectorAll<HTMLElement>('*')) {
      if (pane instanceof HTMLTextAreaElement || pane instanceof HTMLInputElement || !shown(pane)) continue;
      const { overflowX } = getComputedStyle(pane);
      const scrolls = overflowX === 'auto' || overflowX === 'scroll' || pane === document.documentElement;
      // The form has a least width, as its paper has: beside list and checks on a small screen it scrolls by itself.
      if (pane.classList.contains('paper-scroll')) continue;
      if (scrolls && pane.scrollWidth > pane.clientWidth + 1) {
        const edge = pane.getBoundingClientRect().left + pane.clientWidth + 1;
        const widest = [...pane.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > edge);
        found.push(
          `sideways ${pane.scrollWidth} > ${pane.clientWidth}: ${pane.tagName}.${pane.className} by ${widest === undefined ? '?' : named(widest)}`,
        );
      }
    }
    return found;
  }, apart);

/** Type below 12 px as it is drawn at 100 %. */
export const tinyType = (page: Page): Promise<readonly string[]> =>
  page.evaluate((outside) => {
    const holds = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '') ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLInputElement;
    return [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (size >= 12 || !shown || element.closest(outside) !== null || !holds(element)) return [];
      return [`${size} px: ${element.tagName}.${element.className}: ${element.textContent?.slice(0, 30) ?? ''}`];
    });
  }, apart);
