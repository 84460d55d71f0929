import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Changes one box of a workbook by the command line: what a section types, or somebody else in Excel. */
const set = (file, no, field, value) =>
  execFileSync(
    process.execPath,
    [path.join(root, 'dist', 'cli.js'), 'set', file, '--item', no, '--field', field, '--value', value, '--unlock'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );

/**
 * The screens of one round of the exchange, each with something in it: a request, sending with locked boxes, returned
 * files, a conflict to decide, who is missing, the record, earlier versions, a file changed by somebody else. `plan` is a workbook of its own that
 * the desk has open; `shoot` takes a screen by its name. Gives a file that a section has got.
 */
// oxlint-disable-next-line max-lines-per-function -- one round of an exchange, told in the order in which a person does it
export async function exchangeScreens({ page, chooseFile, chooseFiles }, plan, shoot) {
  const year = new Date().getMonth() < 3 ? new Date().getFullYear() - 1 : new Date().getFullYear();
  const box = (field) => page.locator(`#box-${field.replaceAll('.', '-')}`);
  const type = async (field, text) => {
    await box(field).fill(text);
    await box(field).blur();
    await page.locator('.save-state[data-state="stored"]').waitFor();
  };
  const tab = (index) => page.getByRole('tab').nth(index).click();
  const leave = async () => {
    await page.keyboard.press('Escape');
    await page.locator('.item-row').first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  /** Waits for what the exchange says when a work is done. */
  const done = () => page.locator('.exchange[aria-busy="false"] .message:not(:empty)').waitFor();
  const openExchange = async () => {
    await page.keyboard.press('Control+e');
    await page.getByRole('tabpanel').waitFor();
  };

  await page.locator('.item-row').first().click();
  await box('purpose').focus();
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.requests textarea').fill('滞在時間が何分短くなるか、数字で書いてください。');
  await shoot('request');
  await page.locator('.requests .primary').click();
  await page.locator('.exchange-notes').first().waitFor();
  await shoot('request-on-sheet');

  await openExchange();
  await page.locator('.send .choose button').nth(1).click();
  await page.locator(`.choices [role="option"][data-key="${year}/firstHalf"]`).click();
  await page.locator('.send .options > .tick-box').first().click();
  await page.locator('.send input[type="date"]').fill(`${year}-10-31`);
  await shoot('exchange-send');
  const sent = fs.mkdtempSync(path.join(path.dirname(plan), 'sent-'));
  await chooseFile(sent);
  await page.locator('.send .page-foot .primary').click();
  await done();
  await leave();

  const files = fs.readdirSync(sent).map((name) => path.join(sent, name));
  const of = (section) => files.find((file) => path.basename(file).includes(section));
  set(
    of('市民窓口課'),
    '1',
    `progress.${year}.firstHalf.text`,
    '・5月に転入・転居の手続で運用を開始し、9月末までに4,012件を受け付けた\n・総合受付に案内係3名を配置',
  );
  set(
    of('市民窓口課'),
    '1',
    'background',
    '転入・転居の手続では、平均して5つの窓口を回り、氏名や住所を6回記入していただいている。',
  );
  set(of('市民窓口課'), '2', `progress.${year}.firstHalf.status`, '');
  set(of('デジタル推進課'), '3', `progress.${year}.firstHalf.text`, '・電子申請の対象を40手続増やした。');
  await type('background', '転入・転居の手続では、平均して4つの窓口を回り、氏名や住所を6回書いていただいている。');

  await openExchange();
  await tab(1);
  await shoot('exchange-collect-empty');
  await chooseFiles([of('市民窓口課'), of('デジタル推進課')]);
  await page.locator('.collect-head .row button').first().click();
  await page.locator('.file-list li').nth(1).waitFor();
  await shoot('exchange-collect');
  // A box that nobody asked for is taken in only when a person ticks it.
  await page.locator('.review-field[data-left] .tick-box').first().click();
  await page.locator('.collect .page-foot .primary').click();
  await done();
  await tab(2);
  await page.locator('.conflict').waitFor();
  await shoot('exchange-decide');
  await tab(3);
  await shoot('exchange-status');
  await tab(4);
  await page.locator('.merge-record').waitFor();
  await shoot('exchange-record');
  await leave();
  await page.locator('.to-decide').scrollIntoViewIfNeeded();
  await shoot('exchange-on-sheet');

  await page.keyboard.press('Control+s');
  await page.locator('.save-state[data-state="saved"]').waitFor();
  await type('actions', '・申請書作成支援システムの導入と、手続案内を担う総合受付の設置');
  set(plan, '1', 'actions', '・申請書作成支援システムの導入\n・総合受付の設置');
  await page.keyboard.press('Control+s');
  await page.locator('.notices > *').first().waitFor();
  await page.locator('.box[data-state="conflict"]').waitFor();
  await shoot('changed-elsewhere');
  await page.locator('.box[data-state="conflict"] .note.conflict button').click();
  await page.getByRole('dialog').waitFor();
  await shoot('conflicts');
  await leave();
  // One that lacks something, so that returning it asks.
  return of('資産経営課');
}
