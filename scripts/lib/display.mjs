import { spawn } from 'node:child_process';

/** True where a window can be shown. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Starts Xvfb where there is no display and sets DISPLAY for this process and its children. Returns a function that
 * ends it. Xvfb chooses a free number itself (`-displayfd`), so that runs beside each other do not meet.
 * @returns {Promise<() => void>}
 */
export async function ensureDisplay() {
  if (hasDisplay()) return () => {};
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise((resolve, reject) => {
    server.on('error', () => reject(new Error('There is no display, and Xvfb is not installed.')));
    server.on('exit', () => reject(new Error('Xvfb ended before it was ready.')));
    server.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim()));
  });
  process.env.DISPLAY = `:${number}`;
  server.unref();
  const stop = () => server.kill();
  process.once('exit', stop);
  return stop;
}
