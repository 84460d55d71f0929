import type { ElectronApplication, Page } from 'playwright';
import { announcementMessage } from '../../../src-shared/contract/messages.ts';

/** The next open dialogs choose these files; the only thing of the app that tests replace is Electron's `dialog`. */
export const chooseFiles = (app: ElectronApplication, files: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, files);

/** The next save dialogs choose this file; `undefined` cancels. */
export const chooseTarget = (app: ElectronApplication, file: string | undefined): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === undefined, filePath: filePath ?? '' });
  }, file);

/** The next message boxes are answered with the button of this index; what they said is kept for `messagesShown`. */
export const answerMessages = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, index) => {
    const shown: string[] = [];
    (globalThis as { shownMessages?: string[] }).shownMessages = shown;
    dialog.showMessageBox = ((...args: unknown[]) => {
      shown.push((args.at(-1) as { message: string }).message);
      return Promise.resolve({ response: index, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);

export const messagesShown = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as { shownMessages?: string[] }).shownMessages ?? []);

/** Runs an action of the window by its id, as an entry of the application menu does. */
export const command = (app: ElectronApplication, name: string): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [channel, id]) =>
      void BrowserWindow.getAllWindows()[0]?.webContents.send(channel, { name: id }),
    [announcementMessage('command'), name] as const,
  );

/** Chooses an entry of «メニュー»: by the name of its menu, then by its own. */
export async function fromMenu(page: Page, menu: string, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'メニュー' }).click();
  await page.getByRole('menuitem', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}
