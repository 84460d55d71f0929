import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { commands, menuIds, menus } from '../../../src-shared/contract/commands.ts';
import { answerMessages, chooseFiles, chooseTarget, command } from '../helpers/dialogs.ts';
import { box, putWorkbook, saveState, sharedEditor } from '../editor/editor.ts';

const editor = sharedEditor();

/** What a person can press: real buttons, tabs, switches, ticks, entries; not the rows of lists, which have tests of their own. */
const pressable =
  'button:not([disabled]):not([data-disabled]), [role="tab"], [role="menuitem"]:not([aria-disabled="true"]), label.react-aria-Switch, label.tick-box:not([data-disabled]), label.checkbox, label.react-aria-Radio';

/** The ways to screens; the buttons on them are found by looking. */
interface Place {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
}

const byCommand = (id: string): Place => ({
  name: id,
  open: (page) => command(editor.desk().app, id).then(() => page.waitForTimeout(250)),
});

const places: readonly Place[] = [
  { name: 'the sheet', open: (page) => box(page, 'purpose').focus() },
  { name: 'filters open', open: (page) => page.locator('.filters h2 button').click() },
  byCommand('togglePaper'),
  byCommand('toggleChecks'),
  ...(['exchangeSend', 'exchangeCollect', 'exchangeDecide', 'exchangeStatus', 'exchangeRecord'] as const).map(
    byCommand,
  ),
  ...(
    ['settings', 'keys', 'help', 'about', 'goTo', 'replace', 'showVersions', 'newPlan', 'nextPlan', 'print'] as const
  ).map(byCommand),
  ...menuIds.map((menu): Place => ({
    name: `menu ${menu}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'メニュー' }).click();
      await page.locator(`[role="menuitem"][data-key="menu-${menu}"]`).click();
      await page.waitForTimeout(200);
    },
  })),
];

/** Buttons that do nothing one can see when there is nothing for them to do here. */
const quietHere = /^(‹|›|前の個票|次の個票|未記入 0|変更 0|この端末)/u;
/** These end the window's work on this workbook or the test itself. */
const leavesAll = /ブックを閉じる|を閉じる$|新しいウィンドウ|印刷…$|プリンター|終了/u;

/** Names of what can be pressed now, each once; whatever is inert behind a dialog is not. */
const names = (page: Page): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const inert = element.closest('[inert], [aria-hidden="true"]') !== null;
      if (!shown || inert) continue;
      found.push((element.getAttribute('aria-label') ?? element.innerText).replace(/\s+/gu, ' ').trim());
    }
    return found;
  }, pressable);

/** Presses the nth of them and tells whether anything came of it: a change on the screen, a call to main, another cursor. */
const press = (page: Page, index: number): Promise<{ readonly changes: number; readonly at: string }> =>
  page.evaluate(
    async ([selector, wanted]) => {
      const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (element) =>
          element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          element.closest('[inert], [aria-hidden="true"]') === null,
      );
      const element = all[wanted];
      if (element === undefined) return { changes: 1, at: 'gone' };
      let changes = 0;
      const observer = new MutationObserver((records) => {
        changes += records.filter(
          ({ target, attributeName }) =>
            target !== element ||
            !['data-pressed', 'data-hovered', 'data-focused', 'data-focus-visible', 'tabindex'].includes(
              attributeName ?? '',
            ),
        ).length;
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      const before = document.activeElement;
      element.click();
      await new Promise((resolve) => setTimeout(resolve, 350));
      observer.disconnect();
      if (document.activeElement !== before) changes += 1;
      return { changes, at: element.outerHTML.slice(0, 120) };
    },
    [pressable, index] as const,
  );

async function reset(page: Page): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    const open = await page.locator('[role="dialog"], [role="menu"], .choices').count();
    if (open === 0) break;
    await page.keyboard.press('Escape');
    const lose = page.getByRole('button', { name: '入力を捨てて閉じる' });
    if (await lose.isVisible().catch(() => false)) await lose.click();
    await page.waitForTimeout(120);
  }
  if ((await page.locator('.exchange.page').count()) > 0) await page.locator('.page-head button').first().click();
  if ((await page.locator('.papers').count()) > 0) await command(editor.desk().app, 'togglePaper');
  if ((await page.locator('.panel').count()) > 0) await command(editor.desk().app, 'toggleChecks');
  if ((await page.locator('.filters[data-expanded]').count()) > 0) await page.locator('.filters h2 button').click();
  await page.locator('.item-row').first().waitFor();
}

describe('every button', { timeout: 540_000 }, () => {
  it('of every screen does something when it is pressed, and breaks nothing', async () => {
    const file = putWorkbook({ years: [2025, 2026] });
    const page = await editor.open(file);
    const { app } = editor.desk();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await chooseFiles(app, []);
    await chooseTarget(app, undefined);
    await answerMessages(app, 2);
    await box(page, 'purpose').fill('変えた目的');
    await saveState(page, 'stored');
    const seen = new Set<string>();
    const dead: string[] = [];
    let pressed = 0;
    for (const { name, open } of places) {
      await reset(page);
      await open(page);
      const count = (await names(page)).length;
      for (let index = 0; index < count; index += 1) {
        const now = await names(page);
        const label = now[index] ?? '';
        // The same button on another screen is the same button.
        const known = label.replace(/No\.\d+|\d+/gu, '#');
        if (label === '' || seen.has(known) || leavesAll.test(label)) continue;
        seen.add(known);
        const { changes, at } = await press(page, index);
        pressed += 1;
        if (changes === 0 && !quietHere.test(label)) dead.push(`${name}: ${label} ${at}`);
        if ((await page.locator('.app[data-ready]').count()) === 0)
          throw new Error(`the screen broke: ${name}: ${label}`);
        await reset(page);
        await open(page);
      }
    }
    // Found by walking, not by a list: fewer means that the walk has lost its way.
    expect(pressed).toBeGreaterThan(90);
    expect(dead).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('of the native menu is an entry of the table, and the other way round', async () => {
    const labels = await editor.desk().app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => ({
        label,
        ids: (submenu?.items ?? []).flatMap((item) => (item.type === 'normal' && item.id !== '' ? [item.id] : [])),
      })),
    );
    expect(labels.map(({ label }) => label)).toEqual(menuIds.map((menu) => menus[menu].ja));
    const own = new Set<string>(commands.map(({ id }) => id));
    expect(labels.flatMap(({ ids }) => ids.filter((id) => own.has(id)))).toEqual(
      menuIds.flatMap((menu) => commands.filter((entry) => entry.menu === menu).map(({ id }) => id)),
    );
  });
});
