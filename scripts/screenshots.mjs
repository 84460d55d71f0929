import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { driveDesk } from './lib/drive.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
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
  { name: 'checks', open: (page) => page.keyboard.press('Control+Shift+K'), leave: (page) => page.keyboard.press('Control+Shift+K') },
  {
    name: 'filters',
    open: (page) => page.locator('.filters h2 button').click(),
    leave: (page) => page.locator('.filters h2 button').click(),
  },
  { name: 'go-to', open: (page) => page.keyboard.press('Control+p'), leave: (page) => page.keyboard.press('Escape') },
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
  { name: 'settings', open: (page) => page.keyboard.press('Control+,'), leave: (page) => page.keyboard.press('Escape') },
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
  {
    name: 'exchange-send',
    open: async (page) => {
      await page.keyboard.press('Control+e');
      await page.getByRole('tabpanel').waitFor();
    },
  },
  ...['collect', 'decide', 'status'].map((name, index) => ({
    name: `exchange-${name}`,
    open: (page) => page.getByRole('tab').nth(index + 1).click(),
    ...(name === 'status' ? { leave: escape } : {}),
  })),
];

await ensurePackages();
const target = path.resolve(process.argv[2] ?? path.join(root, 'out', 'screenshots'));
fs.mkdirSync(target, { recursive: true });
const runtime = await electronRuntime();
const stopDisplay = await ensureDisplay();
if (process.env.KOHYO_NO_BUILD !== '1') await build();
let made = 0;
for (const language of languages) {
  for (const theme of themes) {
    if (only !== undefined && only !== `${language}-${theme}`) continue;
    const data = fs.mkdtempSync(path.join(os.homedir(), 'kohyo-desk-screenshots-'));
    fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ firstStartDone: true, language, theme }));
    const desk = await driveDesk(runtime, { data, args: ['--sample'] });
    try {
      desk.page.setDefaultTimeout(120_000);
      await desk.page.locator('.item-row').first().waitFor();
      for (const [width, height] of sizes) {
        await desk.app.evaluate(({ BrowserWindow }, [w, h]) => void BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height]);
        await desk.page.waitForFunction((w) => Math.abs(window.innerWidth - w) < 2, width);
        for (const { name, open, leave } of screens) {
          await open(desk.page);
          await desk.page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
          await desk.page.screenshot({ path: path.join(target, `${name}-${width}-${language}-${theme}.png`) });
          made += 1;
          await leave?.(desk.page);
          if (leave !== undefined) await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
        }
      }
    } finally {
      await desk.close();
      fs.rmSync(data, { recursive: true, force: true });
    }
  }
}
stopDisplay();
console.log(`${made} screenshots in ${target}`);
