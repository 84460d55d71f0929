import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { answerMessages, messagesShown } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';

/** A data folder on a really small disk; `undefined` where this user may not mount one. */
function smallDataFolder(megabytes: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = lastingFolder('small');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

/** Mounted by each try of the test, and gone after it. */
let data: string | undefined;
let desk: Desk | undefined;
afterEach(async () => {
  await desk?.kill();
  desk = undefined;
  if (data !== undefined) execFileSync('umount', ['-l', data]);
  data = undefined;
  removeFolders();
});

it(
  'the disk under journal and database runs full while typing: it is said, nothing acknowledged is lost, and it goes on',
  { timeout: 180_000 },
  async (context) => {
    data = smallDataFolder(40);
    if (data === undefined)
      return context.skip('a full disk under the app needs the right to mount a small one (run as root)');
    const { file } = putPlan();
    fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ firstStartDone: true, atClosing: 'leave' }));
    desk = await launchDesk({ data: data, args: [file] });
    const box = () => (desk as Desk).page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true });
    const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
    await box().fill('満杯になる前の文。');
    await box().blur();
    await state().getByText('控えは保存済み').waitFor();
    const filler = path.join(data, 'filler');
    const handle = fs.openSync(filler, 'w');
    try {
      for (;;) fs.writeSync(handle, Buffer.alloc(4096));
    } catch {
      // Full now.
    }
    fs.closeSync(handle);
    // Longer than what the last block of the journal's file may still take.
    const tooMuch = '満杯のときの文。'.repeat(1000);
    await box().fill(tooMuch);
    await box().blur();
    await desk.page.getByText('この端末に記録できませんでした（ENOSPC）').first().waitFor();
    expect(await box().inputValue()).toBe(tooMuch);
    // Closing now would lose it: the person is asked, and stays.
    await answerMessages(desk.app, 0);
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect
      .poll(() => messagesShown((desk as Desk).app), { timeout: 20_000 })
      .toEqual(['入力した内容の一部を、この端末に記録できていません。']);
    expect(await box().inputValue()).toBe(tooMuch);
    await desk.kill();
    fs.rmSync(filler);
    desk = await launchDesk({ data: data });
    await expect.poll(() => box().inputValue(), { timeout: 20_000 }).toBe('満杯になる前の文。');
    await box().fill('空きができた後の文。');
    await box().blur();
    await state().getByText('控えは保存済み').waitFor();
  },
);
