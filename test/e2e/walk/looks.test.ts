import '../../../src-renderer/desk.ts';
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, expect, it } from 'vitest';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { announcementMessage } from '../../../src-shared/contract/messages.ts';
import { driveDesk } from '../../../scripts/lib/drive.mjs';
import { everyScreen } from '../../../scripts/lib/screens.mjs';
import { violations } from '../helpers/axe.ts';
import { lastingFolder, removeFolders } from '../helpers/launch.ts';
import { cutOrSideways, tinyType } from './measure-looks.ts';

afterAll(removeFolders);

const executable = process.env['KOHYO_ELECTRON'] ?? '';

interface Look {
  readonly size: readonly [width: number, height: number];
  readonly zoom: number;
  readonly language: Settings['language'];
  readonly theme: Settings['theme'];
}

const languages = ['ja', 'en'] as const;
const themes = ['light', 'dark'] as const;
const sizes = [
  [1366, 768],
  [1920, 1080],
] as const;

/** The sixteen ways in which a screen is looked at; the first is the one in which the ways to the screens are walked. */
const looks: readonly Look[] = [1, 1.5].flatMap((zoom) =>
  sizes.flatMap((size) => languages.flatMap((language) => themes.map((theme) => ({ size, zoom, language, theme })))),
);
const nameOf = ({ size, zoom, language, theme }: Look): string => `${size[0]} ${zoom * 100} % ${language} ${theme}`;

/** Shows the screen in this way, as a change of the settings in another window, of the window's size and of its zoom does. */
async function show(app: ElectronApplication, page: Page, { size, zoom, language, theme }: Look): Promise<void> {
  const settings = (await page.evaluate(() => window.desk.call('getSettings', []))) as Settings;
  await app.evaluate(
    ({ BrowserWindow }, [width, height, factor, channel, changed]) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(width, height);
      window?.webContents.setZoomFactor(factor);
      window?.webContents.send(channel, changed);
    },
    [...size, zoom, announcementMessage('settingsChanged'), { ...settings, language, theme }] as const,
  );
  await page.waitForFunction(
    ([width, lang, name]) =>
      Math.abs(window.innerWidth - width) < 2 &&
      document.documentElement.lang === lang &&
      document.documentElement.dataset['theme'] === name,
    [Math.round(size[0] / zoom), language, theme] as const,
  );
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * Each screen is looked at in one of the sixteen ways, the next screen in the next way (five is prime to sixteen, so that neighbours
 * differ in everything); KOHYO_LOOKS=all looks at each in all of them, KOHYO_LOOKS=0,7 in those two.
 */
const asked = process.env['KOHYO_LOOKS'];
const chosen =
  asked === undefined ? undefined : looks.filter((_, n) => asked === 'all' || asked.split(',').includes(String(n)));
const waysFor = (screen: number): readonly Look[] => chosen ?? [looks[(screen * 5) % looks.length]!];

/**
 * What axe says of something that is meant. The boxes of the paper are as small as the form draws them, and zoom enlarges them
 * (WCAG 2.5.8, essential); what an entry of a menu shows beside its label is its key, told as its description.
 */
const isMeant = (line: string): boolean =>
  (line.startsWith('target-size') && line.includes('class="kp-hit"')) ||
  (line.startsWith('label-content-name-mismatch') && line.includes('role="menuitem"'));

it(
  'no screen cuts a label, scrolls sideways, has type under 12 px, or displeases axe',
  async () => {
    const found = new Set<string>();
    const seen: string[] = [];
    const home = lastingFolder('looks');
    const own = { firstStartDone: true, language: 'ja', theme: 'light', personName: '港 花子', atClosing: 'leave' };
    const report = (line: string): void => {
      found.add(line);
      if (chosen !== undefined) console.log(line);
    };
    await everyScreen(
      home,
      (settings, args) => {
        const data = fs.mkdtempSync(path.join(home, 'data-'));
        fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ ...own, personSection: '', ...settings }));
        return driveDesk({ executable, development: true }, { data, args });
      },
      async ({ app, page }: { app: ElectronApplication; page: Page }, name: string) => {
        for (const look of waysFor(seen.length)) {
          await show(app, page, look);
          const at = `${name}, ${nameOf(look)}`;
          for (const line of await cutOrSideways(page)) report(`${at}: ${line}`);
          for (const line of await tinyType(page)) report(`${at}: ${line}`);
          for (const line of await violations(page)) if (!isMeant(line)) report(`${at}: ${line.slice(0, 400)}`);
        }
        seen.push(name);
        await show(app, page, looks[0]!);
      },
    );
    console.log(`${seen.length} screens, each in ${waysFor(0).length} of ${looks.length} ways`);
    expect([...found]).toEqual([]);
    expect(seen.length).toBeGreaterThan(45);
  },
  chosen === undefined ? 300_000 : 3_600_000,
);
