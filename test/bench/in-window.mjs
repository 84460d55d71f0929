import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../../scripts/lib/build.mjs';
import { ensureDisplay } from '../../scripts/lib/display.mjs';
import { driveDesk } from '../../scripts/lib/drive.mjs';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

/** Runs `use` with the real app's window on a plan of so many items, when its list stands; everything goes away afterwards. */
export async function inWindow(items, use) {
  const folder = fs.mkdtempSync(path.join(os.homedir(), 'kohyo-desk-bench-'));
  const file = path.join(folder, `${items}.xlsx`);
  fs.writeFileSync(file, fixtureWorkbook({ items }).bytes);
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ firstStartDone: true, atClosing: 'leave' }));
  const stopDisplay = await ensureDisplay();
  if (process.env.KOHYO_NO_BUILD !== '1') await build();
  const desk = await driveDesk(await electronRuntime(), { data: folder, args: [file] });
  try {
    await desk.page.locator('.list-count', { hasText: new RegExp(`^${items}件$`) }).waitFor({ timeout: 120_000 });
    return await use(desk.page);
  } finally {
    await desk.close();
    stopDisplay();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
