import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { driveDesk } from './lib/drive.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { exchangeScreens } from './lib/exchange-screens.mjs';
import { ensurePackages } from './lib/install.mjs';
import { root } from './lib/paths.mjs';

/**
 * `npm run screenshots [FOLDER]`: every screen at two sizes, in both languages and themes, from the real app on the
 * sample plan, into out/screenshots (or FOLDER). They are for looking at; nothing compares them.
 */
/** `KOHYO_SCREENSHOTS=ja-light` makes those of one language and theme only. */
const only = process.env.KOHYO_SCREENSHOTS;
const sizes = [
  [1366, 768],
  [1920, 1080],
];
const languages = ['ja', 'en'];
const themes = ['light', 'dark'];

const escape = (page) => page.keyboard.press('Escape');
/** Runs an action by its place in the menu. */
const fromMenu = (id) => async (page) => {
  await page.locator('.toolbar button').last().click();
  await page.locator('[role="menuitem"][data-key="menu-file"]').click();
  await page.locator(`[role="menuitem"][data-key="${id}"]`).click();
  await page.getByRole('dialog').waitFor();
};

const paperView = async (page) => {
  await page.keyboard.press('F4');
  await page.locator('.papers[aria-busy="false"] .kp-page').first().waitFor();
};

/** Each screen by the way to it; `leave` goes back to the sheet. */
const screens = [
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
  { name: 'go-to', open: (page) => page.keyboard.press('Control+g'), leave: (page) => page.keyboard.press('Escape') },
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
    open: (page) => page.keyboard.press('Control+,'),
    leave: (page) => page.keyboard.press('Escape'),
  },
  { name: 'keys', open: (page) => page.keyboard.press('Control+/'), leave: (page) => page.keyboard.press('Escape') },
  { name: 'help', open: (page) => page.keyboard.press('F1'), leave: escape },
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
  { name: 'new-plan', open: fromMenu('newPlan'), leave: escape },
  { name: 'next-plan', open: fromMenu('nextPlan'), leave: escape },
  { name: 'versions', open: fromMenu('showVersions'), leave: escape },
];

await ensurePackages();
const target = path.resolve(process.argv[2] ?? path.join(root, 'out', 'screenshots'));
fs.mkdirSync(target, { recursive: true });
const runtime = await electronRuntime();
const stopDisplay = await ensureDisplay();
if (process.env.KOHYO_NO_BUILD !== '1') await build();
let made = 0;

/** Runs the program on one workbook with these settings, and closes it whatever happens. */
async function withDesk(home, settings, file, use) {
  const data = fs.mkdtempSync(path.join(home, 'data-'));
  fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify(settings));
  const desk = await driveDesk(runtime, { data, args: [file] });
  try {
    desk.page.setDefaultTimeout(120_000);
    await desk.page.locator('.item-row').first().waitFor();
    await use(desk);
  } finally {
    await desk.close();
  }
}

/** Takes the screen as it is at one size. */
/** @param {{ app: any, page: any }} desk @param {readonly number[]} size @param {string} name */
async function shootAt({ app, page }, [width = 0, height = 0], name) {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => void BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height],
  );
  await page.waitForFunction((w) => Math.abs(window.innerWidth - w) < 2, width);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path: path.join(target, `${name}.png`) });
  made += 1;
}

for (const language of languages) {
  for (const theme of themes) {
    if (only !== undefined && only !== `${language}-${theme}`) continue;
    const home = fs.mkdtempSync(path.join(os.homedir(), 'kohyo-desk-screenshots-'));
    const settings = {
      firstStartDone: true,
      language,
      theme,
      personName: '港 花子',
      personSection: '',
      atClosing: 'leave',
    };
    // A plan of its own for the exchange, which writes beside it.
    const plan = path.join(home, '行財政改革プラン.xlsx');
    fs.copyFileSync(path.join(root, 'assets', 'sample', 'sample-plan.xlsx'), plan);
    const called = (name, size) => `${name}-${size[0]}-${language}-${theme}`;
    try {
      await withDesk(home, settings, '--sample', async (desk) => {
        for (const size of sizes) {
          for (const { name, open, leave } of screens) {
            await open(desk.page);
            await shootAt(desk, size, called(name, size));
            await leave?.(desk.page);
            if (leave !== undefined) await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
          }
        }
      });
      await withDesk(home, settings, plan, (desk) =>
        exchangeScreens(desk, plan, async (name) => {
          for (const size of sizes) await shootAt(desk, size, called(name, size));
        }),
      );
    } finally {
      fs.rmSync(home, { recursive: true, force: true });
    }
  }
}
stopDisplay();
console.log(`${made} screenshots in ${target}`);
