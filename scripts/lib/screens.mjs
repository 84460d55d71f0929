import fs from 'node:fs';
import path from 'node:path';
import { exchangeScreens } from './exchange-screens.mjs';
import { root } from './paths.mjs';

/**
 * Every screen of the program and the way to it, for whoever looks at them: pictures (scripts/screenshots.mjs), and the test that measures
 * labels and asks axe (test/e2e/walk/looks.test.ts). Ways go by classes and ids, never by words: they are walked in both languages.
 */

const escape = (page) => page.keyboard.press('Escape');
/** Runs an action by its place in the menu. */
const fromMenu =
  (id, menu = 'file') =>
  async (page) => {
    await page.locator('.toolbar button').last().click();
    await page.locator(`[role="menuitem"][data-key="menu-${menu}"]`).click();
    await page.locator(`[role="menuitem"][data-key="${id}"]`).click();
    await page.getByRole('dialog').waitFor();
  };

/** Opens a dialog by its key and waits until it is there: behind one that comes, the page is hidden already. */
const byKey = (key) => async (page) => {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
};

const paperView = async (page) => {
  await page.keyboard.press('F4');
  await page.locator('.papers[aria-busy="false"] .kp-page').first().waitFor();
};

/** Each screen by the way to it; `leave` goes back to the sheet. */
const sheetScreens = [
  { name: 'sheet', open: (page) => page.locator('.item-row').nth(1).click() },
  { name: 'paper', open: paperView, leave: (page) => page.keyboard.press('F4') },
  { name: 'sheet-end', open: (page) => page.locator('#box-overall-assessment').scrollIntoViewIfNeeded() },
  { name: 'box', open: (page) => page.keyboard.press('F8') },
  {
    name: 'paper-box',
    open: paperView,
    leave: (page) => page.keyboard.press('F4'),
  },
  { name: 'due-only', open: (page) => page.keyboard.press('F10'), leave: (page) => page.keyboard.press('F10') },
  {
    name: 'checks',
    open: (page) => page.keyboard.press('Control+Shift+K'),
    leave: (page) => page.keyboard.press('Control+Shift+K'),
  },
  {
    name: 'filters',
    open: (page) => page.locator('.filters h2 button').click(),
    leave: (page) => page.locator('.filters h2 button').click(),
  },
  { name: 'go-to', open: byKey('Control+g'), leave: (page) => page.keyboard.press('Escape') },
  {
    name: 'replace',
    open: async (page) => {
      await page.keyboard.press('Control+h');
      await page.keyboard.type('窓口');
      await page.locator('.occurrences li').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'print',
    open: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.locator('.papers > *').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'print-booklet',
    open: async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.locator('.print-choices fieldset').nth(1).locator('.choose button').first().click();
      await page.locator('.choices [data-key="all"]').click();
      await page.locator('.print-choices .checkbox').first().click();
      await page.locator('.print-booklet').waitFor();
      await page.locator('.papers[aria-busy="false"] > *').nth(3).waitFor();
    },
    leave: escape,
  },
  {
    name: 'settings',
    open: byKey('Control+,'),
    leave: (page) => page.keyboard.press('Escape'),
  },
  { name: 'keys', open: byKey('Control+/'), leave: (page) => page.keyboard.press('Escape') },
  { name: 'help', open: byKey('F1'), leave: escape },
  {
    name: 'history',
    open: async (page) => {
      await page.locator('#box-background').focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n・１2年度から𠮷田市と共同で行う。');
      await page.locator('.save-state[data-state="stored"]').waitFor();
      await page.keyboard.press('Control+Shift+H');
      await page.locator('.history').waitFor();
    },
    leave: escape,
  },
  { name: 'changed', open: (page) => page.locator('#box-background').focus() },
  {
    name: 'choices',
    open: async (page) => {
      await page.locator('.choice').first().click();
      await page.locator('.choices').waitFor();
    },
    leave: escape,
  },
  {
    name: 'menu',
    open: async (page) => {
      await page.locator('.toolbar button').last().click();
      await page.getByRole('menu').waitFor();
    },
    leave: escape,
  },
  { name: 'all-years', open: (page) => page.keyboard.press('F9'), leave: (page) => page.keyboard.press('F9') },
  { name: 'about', open: fromMenu('about', 'help'), leave: escape },
  {
    name: 'context-menu',
    open: async (page) => {
      await page.locator('#box-purpose').click({ button: 'right' });
      await page.locator('.choices [role="menu"]').waitFor();
    },
    leave: escape,
  },
  {
    name: 'earlier-text',
    open: async (page) => {
      await page.locator('textarea[data-path$="secondHalf.text"]').first().focus();
      await page.keyboard.press('Control+Shift+L');
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  {
    name: 'phrases',
    open: async (page) => {
      await page.locator('#box-purpose').focus();
      await byKey('Control+Shift+B')(page);
      await page.getByRole('dialog').locator('textarea').fill('・計画どおり実施し、予定した成果を得た。');
      await page.getByRole('dialog').locator('.answers button').click();
      await page.locator('.phrases li').first().waitFor();
    },
    leave: escape,
  },
  {
    name: 'paste',
    open: async (page) => {
      const target = page.locator('textarea[data-path^="indicators.0."]').first();
      await target.focus();
      await target.evaluate((element) => {
        const data = new DataTransfer();
        data.setData('text/plain', '指標\t現状\t100\t95\r\n2つめ\t\t5\t6\r\n');
        data.setData(
          'text/html',
          '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>x</td></tr></table></body></html>',
        );
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      });
      await page.getByRole('dialog').waitFor();
    },
    leave: escape,
  },
  {
    name: 'zoomed',
    open: async (page) => {
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+=');
      await page.locator('#box-purpose').focus();
    },
    leave: (page) => page.keyboard.press('Control+0'),
  },
  { name: 'new-plan', open: fromMenu('newPlan'), leave: escape },
  {
    name: 'new-plan-filled',
    open: async (page) => {
      await fromMenu('newPlan')(page);
      const boxes = page.getByRole('dialog').locator('input, textarea');
      await boxes.nth(0).fill('港市行財政改革プラン');
      await boxes.nth(1).fill('2027');
      await boxes.nth(2).fill('2030');
      await page
        .getByRole('dialog')
        .locator('textarea')
        .last()
        .fill('1\t窓口の改善\t市民課\t市役所改革\n2\t公共施設の見直し\t資産経営課\t財政改革');
      await page.getByRole('dialog').locator('.dialog-foot button').nth(1).click();
      await page.locator('.plan .papers > *').first().waitFor();
    },
    leave: async (page) => {
      await escape(page);
      await page.locator('.dialog-foot.asks button').last().click();
    },
  },
  { name: 'next-plan', open: fromMenu('nextPlan'), leave: escape },
  { name: 'versions', open: fromMenu('showVersions'), leave: escape },
  {
    name: 'glance',
    open: async (page) => {
      await page.keyboard.press('Control+3');
      await page.locator('main.glance h1').waitFor();
    },
    leave: (page) => page.keyboard.press('Control+3'),
  },
];

/** @typedef {{ app: any, page: any, close: () => Promise<void>, chooseFile: (file: string) => Promise<void>, chooseFiles: (files: readonly string[]) => Promise<void>, chooseTarget: (file: string) => Promise<void> }} DrivenDesk */

/**
 * Goes through every screen. `start` runs the program with these settings on these arguments; `shoot` looks at the screen that
 * is shown, by its name; `home` is a folder of its own, in which plans are made.
 * @param {string} home
 * @param {(settings: object, args: readonly string[]) => Promise<DrivenDesk>} start
 * @param {(desk: DrivenDesk, name: string) => Promise<void>} shoot
 */
export async function everyScreen(home, start, shoot) {
  const using = async (settings, args, use) => {
    const desk = await start(settings, args);
    try {
      desk.page.setDefaultTimeout(60_000);
      await use(desk);
    } finally {
      await desk.close();
    }
  };
  const plan = path.join(home, '行財政改革プラン.xlsx');
  fs.copyFileSync(path.join(root, 'assets', 'sample', 'sample-plan.xlsx'), plan);
  await using({ firstStartDone: false }, [], async (desk) => {
    await desk.page.getByRole('dialog').waitFor();
    await shoot(desk, 'first-start');
  });
  await using({}, ['--sample'], async (desk) => {
    await desk.page.locator('.item-row').first().waitFor();
    for (const { name, open, leave } of sheetScreens) {
      await open(desk.page);
      await shoot(desk, name);
      await leave?.(desk.page);
      if (leave !== undefined) await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await desk.page.locator('.tab-close').first().click();
    await desk.page.locator('main.start').waitFor();
    await shoot(desk, 'start');
  });
  /** @type {string | undefined} */
  let received;
  await using({}, [plan], async (desk) => {
    await desk.page.locator('.item-row').first().waitFor();
    received = await exchangeScreens(desk, plan, (name) => shoot(desk, name));
  });
  await using({}, [plan], async (desk) => {
    await desk.page.locator('.item-row').first().waitFor();
    await fromMenu('forms')(desk.page);
    await shoot(desk, 'forms');
    await desk.chooseFile(plan);
    await desk.page.getByRole('dialog').locator('.primary').click();
    await desk.page.locator('.teach-hit').first().waitFor();
    await shoot(desk, 'teach');
    await desk.page.locator('.teach-hit[data-what="box"]').first().click();
    await shoot(desk, 'teach-box');
  });
  if (received === undefined) throw new Error('no section got a file');
  await using({ personSection: '資産経営課' }, [received], async (desk) => {
    const { page } = desk;
    await page.locator('.sent-strip').waitFor();
    await page.locator('.item-row').first().click();
    await shoot(desk, 'received');
    await page.locator('.box:has(.lock-line) textarea, textarea[readonly]').first().focus();
    await shoot(desk, 'locked-box');
    await page.locator('.sent-strip .primary').click();
    await page.getByRole('dialog').waitFor();
    await shoot(desk, 'return');
    await escape(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
}
