import '../../../src-renderer/desk.ts';
import type { Page } from 'playwright';
import type { Settings } from '../../../src-shared/contract/settings.ts';

/** Closes what is open in a running app and starts its page anew, with these settings: for tests that share one app. */
export async function emptied(page: Page, settings: Partial<Settings> = {}): Promise<void> {
  await page.evaluate(async (patch) => {
    for (const { id } of await window.desk.call('openDocuments', [])) await window.desk.call('closeDocument', [id]);
    await window.desk.call('setSettings', [patch]);
  }, settings);
  await page.reload();
  await page.locator('.app[data-ready]').waitFor();
}
