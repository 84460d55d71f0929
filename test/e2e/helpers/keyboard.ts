import type { Locator, Page } from 'playwright';

/** What a person without a mouse does: keys only, never `focus()` from outside. */

const hasCursor = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the element has the cursor; `most` is what a person would bear. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await target.waitFor();
  for (let i = 0; i < most; i += 1) {
    if (await hasCursor(target)) return;
    await page.keyboard.press('Tab');
  }
  const now = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(
    `${most} Tabs do not reach ${await target.evaluate((one) => one.outerHTML.slice(0, 200))}; at ${now}`,
  );
}

/** Goes to a button and presses it. */
export async function pressByKey(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to an entry of an open list or menu by an arrow key. */
async function arrowTo(page: Page, entry: Locator, key = 'ArrowDown', most = 60): Promise<void> {
  await entry.waitFor();
  for (let i = 0; i < most && !(await hasCursor(entry)); i += 1) await page.keyboard.press(key);
  if (!(await hasCursor(entry))) throw new Error(`${most} ${key} do not reach ${await entry.innerText()}`);
}

/** Chooses an entry of a drop-down list by its whole name. */
export async function chooseByKey(page: Page, button: Locator, option: string): Promise<void> {
  await pressByKey(page, button);
  const entry = page.locator('.choices').getByRole('option', { name: option, exact: true });
  await entry.waitFor();
  await page.keyboard.press('Home');
  await arrowTo(page, entry);
  await page.keyboard.press('Enter');
  await entry.waitFor({ state: 'detached' });
}

/** Chooses an entry of «メニュー» by the ids of its menu and of itself, which are the same in both languages. */
export async function menuByKey(page: Page, menu: string, entry: string): Promise<void> {
  // The toolbar is one stop of Tab, before the list; the arrow keys go along it.
  const inToolbar = (): Promise<boolean> => page.locator('.toolbar').evaluate((bar) => bar.matches(':focus-within'));
  await page.keyboard.press('Control+1');
  for (let i = 0; i < 60 && !(await inToolbar()); i += 1) await page.keyboard.press('Shift+Tab');
  await arrowTo(page, page.locator('.toolbar button').last(), 'ArrowRight');
  await page.keyboard.press('Enter');
  await arrowTo(page, page.locator(`[role="menuitem"][data-key="menu-${menu}"]`));
  await page.keyboard.press('ArrowRight');
  await arrowTo(page, page.locator(`[role="menuitem"][data-key="${entry}"]`));
  await page.keyboard.press('Enter');
}

/** Goes to a text box and types over what it holds. */
export async function typeByKey(page: Page, target: Locator, text: string, most?: number): Promise<void> {
  await tabTo(page, target, most);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** On the paper of a form that is taught: from cell to cell by the arrow keys, the way a person sees it; Enter chooses. */
export async function chooseCellByKey(page: Page, cell: string): Promise<void> {
  const wanted = page.locator(`.teach-hit[data-cell="${cell}"]`);
  await tabTo(page, page.locator('.teach-hit[tabindex="0"]'));
  for (let i = 0; i < 80 && !(await hasCursor(wanted)); i += 1) {
    const way = await wanted.evaluate((element) => {
      const a = (document.activeElement as Element).getBoundingClientRect();
      const b = element.getBoundingClientRect();
      if (b.top >= a.bottom - 3) return 'ArrowDown';
      if (b.bottom <= a.top + 3) return 'ArrowUp';
      return b.left > a.left ? 'ArrowRight' : 'ArrowLeft';
    });
    await page.keyboard.press(way);
  }
  await page.keyboard.press('Enter');
  await page.locator(`.teach-hit[data-cell="${cell}"][aria-pressed="true"]`).waitFor();
}
