import { readFileSync } from 'node:fs';
import { tryMarks } from '../../../test/helpers/try-marks.ts';

/** Child process of the corpus run: puts marks into each file that it is sent, publishes it and looks for them. */
process.on('message', (/** @type {string} */ path) => {
  const started = performance.now();
  /** @type {ReturnType<typeof tryMarks>} */
  let tried;
  let detail = '';
  try {
    tried = tryMarks(readFileSync(path));
  } catch (error) {
    detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const outcome = detail !== '' ? 'crashed' : tried === undefined ? 'no form' : 'tried';
  const { maxRSS } = process.resourceUsage();
  process.send?.({ path, outcome, detail, tried, ms: performance.now() - started, megabytes: maxRSS / 1024 });
});
