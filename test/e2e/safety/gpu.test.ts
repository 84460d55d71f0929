import { afterAll, afterEach, expect, it } from 'vitest';
import { launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => desk?.kill());
afterAll(removeFolders);

it(
  'the process that draws dies again and again while typing: the window goes on, or the next start has every text',
  { timeout: 180_000 },
  async () => {
    const { file } = putPlan();
    desk = await launchDesk({ args: [file] });
    const { app, page, data } = desk;
    const box = () => (desk as Desk).page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true });
    const state = () => page.getByRole('banner').getByRole('status');
    const drawing = () =>
      app.evaluate((electron) => electron.app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid);
    let died = 0;
    for (let n = 0; n < 3; n += 1) {
      const pid = await drawing();
      if (pid !== undefined) {
        process.kill(pid, 'SIGKILL');
        died += 1;
        await expect.poll(drawing, { timeout: 20_000 }).not.toBe(pid);
      }
      await box().fill(`描画が止まった後の文${n}。`);
      await box().blur();
      await state().getByText('控えは保存済み').waitFor();
    }
    expect(died, 'a process that draws was there to be killed').toBeGreaterThan(0);
    await page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, '描画が止まった後の文2。')).toHaveLength(1);
    await box().fill('最後の文。');
    await box().blur();
    await state().getByText('控えは保存済み').waitFor();
    await desk.kill();
    desk = await launchDesk({ data });
    await expect.poll(() => box().inputValue(), { timeout: 20_000 }).toBe('最後の文。');
  },
);
