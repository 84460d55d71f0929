import { _electron } from 'playwright';
import { launchArguments, launchEnvironment } from './launch.mjs';

/**
 * Starts the built program for a script to drive. `data` is its data folder.
 * @param {{ executable: string, development: boolean }} runtime
 * @param {{ data: string, args?: readonly string[] }} options
 */
export async function driveDesk(runtime, { data, args = [] }) {
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: launchArguments(args),
    env: { ...launchEnvironment(runtime), KOHYO_DATA_DIR: data },
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  await page.locator('[data-ready]').waitFor();
  const gone = new Promise((resolve) => void app.process().once('exit', resolve));
  const chooseFiles = (files) =>
    app.evaluate(
      ({ dialog }, filePaths) => void (dialog.showOpenDialog = async () => ({ canceled: false, filePaths })),
      files,
    );
  return {
    app,
    page,
    /** Closes the window as a person does and waits until the process is gone. */
    async close() {
      await app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.close();
      });
      await gone;
    },
    /** The next open dialogs choose this file, or these. */
    chooseFile: (file) => chooseFiles([file]),
    chooseFiles,
    /** The next save dialogs choose this file. */
    chooseTarget: (file) =>
      app.evaluate(
        ({ dialog }, filePath) => void (dialog.showSaveDialog = async () => ({ canceled: false, filePath })),
        file,
      ),
  };
}
