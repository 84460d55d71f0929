import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { driveDesk } from './lib/drive.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { everyScreen } from './lib/screens.mjs';

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

await ensurePackages();
const target = path.resolve(process.argv[2] ?? path.join(root, 'out', 'screenshots'));
fs.mkdirSync(target, { recursive: true });
const runtime = await electronRuntime();
const stopDisplay = await ensureDisplay();
if (process.env.KOHYO_NO_BUILD !== '1') await build();
let made = 0;

for (const language of ['ja', 'en']) {
  for (const theme of ['light', 'dark']) {
    if (only !== undefined && only !== `${language}-${theme}`) continue;
    const home = fs.mkdtempSync(path.join(os.homedir(), 'kohyo-desk-screenshots-'));
    const own = { firstStartDone: true, language, theme, personName: '港 花子', personSection: '', atClosing: 'leave' };
    const start = (settings, args) => {
      const data = fs.mkdtempSync(path.join(home, 'data-'));
      fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ ...own, ...settings }));
      return driveDesk(runtime, { data, args });
    };
    const shoot = async ({ app, page }, name) => {
      for (const [width, height] of sizes) {
        await app.evaluate(
          ({ BrowserWindow }, [w, h]) => void BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
          [width, height],
        );
        await page.waitForFunction((w) => Math.abs(window.innerWidth - w) < 2, width);
        await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
        await page.screenshot({ path: path.join(target, `${name}-${width}-${language}-${theme}.png`) });
        made += 1;
      }
    };
    try {
      await everyScreen(home, start, shoot);
    } finally {
      fs.rmSync(home, { recursive: true, force: true });
    }
  }
}
stopDisplay();
console.log(`${made} screenshots in ${target}`);
