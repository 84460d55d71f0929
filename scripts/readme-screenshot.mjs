import fs from 'node:fs';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cache, root } from './lib/paths.mjs';
import { ensureSystem } from './lib/system-needs.mjs';

/** Makes assets/screenshot.png, the README's picture: the real window on the sample plan, with one draft. */
await ensurePackages();
const runtime = await electronRuntime();
await ensureSystem({ executable: runtime.executable, display: true });
const stopDisplay = await ensureDisplay();
await build();
const { driveDesk } = await import('./lib/drive.mjs');
fs.mkdirSync(cache, { recursive: true });
const data = fs.mkdtempSync(path.join(cache, 'screenshot-'));
fs.writeFileSync(
  path.join(data, 'settings.json'),
  JSON.stringify({ firstStartDone: true, atClosing: 'leave', personName: '港 花子' }),
);
const desk = await driveDesk(runtime, { data, args: ['--sample'] });
await desk.page.getByRole('option', { name: /^3 / }).click();
const box = desk.page.getByRole('textbox', { name: '取組の内容', exact: true });
await box.fill(`${await box.inputValue()}\n・利用者の声を四半期ごとに集計`);
await box.blur();
await desk.page.getByRole('banner').getByRole('status').getByText('控えは保存済み').waitFor();
await desk.page.screenshot({ path: path.join(root, 'assets', 'screenshot.png') });
await desk.close();
fs.rmSync(data, { recursive: true, force: true });
stopDisplay();
