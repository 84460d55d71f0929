import fs from 'node:fs';
import net from 'node:net';
import { execFileSync } from 'node:child_process';
import { launchDesk, removeFolders } from '../helpers/launch.ts';
import { chooseTarget } from '../helpers/dialogs.ts';
import { putPlan } from '../helpers/workbooks.ts';

/**
 * A session of the app in a network namespace of its own, run by `no-network.test.ts`. The only way out is an interface
 * that leads nowhere and counts what is sent: a name to be resolved, an address to be reached, anything. Listeners on
 * the loopback's well-known ports see who tries there. Tells what was seen as JSON on its last line.
 */
const sent = (): number =>
  Number(/out0:(?:\s*\d+){9}\s*(\d+)/.exec(fs.readFileSync('/proc/self/net/dev', 'utf8'))?.[1]);
const ip = (...args: readonly string[]): void => void execFileSync('ip', args);

ip('link', 'set', 'lo', 'up');
ip('link', 'add', 'out0', 'type', 'veth', 'peer', 'name', 'end0');
for (const device of ['out0', 'end0']) {
  // The kernel itself would greet its neighbours in IPv6.
  fs.writeFileSync(`/proc/sys/net/ipv6/conf/${device}/disable_ipv6`, '1');
  ip('link', 'set', device, 'up');
}
ip('addr', 'add', '192.0.2.2/24', 'dev', 'out0');
ip('neigh', 'add', '192.0.2.1', 'lladdr', '02:00:00:00:00:01', 'dev', 'out0');
ip('route', 'add', 'default', 'via', '192.0.2.1', 'dev', 'out0');

/** Whoever calls is counted and let in, so that they show what they are. */
let called = 0;
const listeners = [80, 443, 3128, 8080, 8888].map((port) =>
  net
    .createServer((socket) => {
      called += 1;
      socket.destroy();
    })
    .listen(port, '127.0.0.1'),
);

const { file } = putPlan();
const before = sent();
const desk = await launchDesk({ args: [file] });
const { page, app, data } = desk;
const box = page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true });
const state = page.getByRole('banner').getByRole('status');
await box.fill('外へ出ない文。https://example.com/ を含む。');
await box.blur();
await state.getByText('控えは保存済み').waitFor();
await page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
await state.getByText('Excelファイルに保存済み').waitFor();
await chooseTarget(app, `${file}.copy.xlsx`);
await page.keyboard.press('Control+Shift+S');
await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
/** A page that was taken over tries what pages can try. */
const attempts = await page.evaluate(async () => {
  const outcomes: string[] = [];
  const note = (name: string, work: () => Promise<unknown>) =>
    work().then(
      () => outcomes.push(`${name} got through`),
      () => undefined,
    );
  await note('fetch', () => fetch('http://198.51.100.9/'));
  await note('fetch to a listener', () => fetch('http://127.0.0.1:8080/'));
  await note(
    'image',
    () =>
      new Promise((resolve, reject) =>
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: 'http://127.0.0.1:8080/a.png' }),
      ),
  );
  // A beacon only tells that it was queued: the listener tells whether it came.
  navigator.sendBeacon('http://127.0.0.1:8080/');
  await note(
    'socket',
    () =>
      new Promise((resolve, reject) =>
        Object.assign(new WebSocket('ws://127.0.0.1:8080/'), { onopen: resolve, onerror: reject }),
      ),
  );
  await note('frame', async () => {
    const frame = document.createElement('iframe');
    frame.src = 'http://127.0.0.1:8080/';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.remove();
    throw new Error('whatever loaded, the listener tells');
  });
  return outcomes;
});
await desk.close();
const during = { packets: sent() - before, called };
for (const listener of listeners) listener.close();
/** The measuring itself is measured: one attempt that must be seen by both. */
await new Promise((resolve) =>
  net
    .connect(9, '198.51.100.9')
    .on('error', resolve)
    .setTimeout(300, function stop(this: net.Socket) {
      this.destroy();
      resolve(undefined);
    }),
);
const log = fs
  .readdirSync(`${data}/logs`)
  .map((name) => fs.readFileSync(`${data}/logs/${name}`, 'utf8'))
  .join('');
console.log(
  JSON.stringify({
    ...during,
    attempts,
    seenOnPurpose: sent() - before - during.packets,
    logHoldsText: log.includes('外へ出ない'),
  }),
);
removeFolders();
