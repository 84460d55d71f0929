import { spawn } from 'node:child_process';

/** True where a window can be shown. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts Xvfb where there is no display and sets DISPLAY for this process and its children. With `count` above 1 there is
 * one for each worker of the end-to-end tests (`KOHYO_DISPLAYS`), since windows on one display take the focus from
 * each other; a person's own display is one and stays one. Returns a function that ends what was started.
 * @param {number} [count]
 * @returns {Promise<() => void>}
 */
export async function ensureDisplay(count = 1) {
  if (hasDisplay()) return () => {};
  const started = await Promise.all(Array.from({ length: count }, startDisplay));
  process.env.DISPLAY = started[0].display;
  process.env.KOHYO_DISPLAYS = started.map(({ display }) => display).join(' ');
  const stop = () => {
    for (const { server } of started) server.kill();
  };
  process.once('exit', stop);
  return stop;
}

/** Xvfb chooses a free number itself (`-displayfd`), so that runs beside each other do not meet. */
async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise((resolve, reject) => {
    server.on('error', () => reject(new Error('There is no display, and Xvfb is not installed.')));
    server.on('exit', () => reject(new Error('Xvfb ended before it was ready.')));
    server.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim()));
  });
  server.unref();
  return { server, display: `:${number}` };
}
