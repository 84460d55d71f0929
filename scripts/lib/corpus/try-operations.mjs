import { readFileSync } from 'node:fs';
import { tryOperations } from '../../../test/helpers/operations.ts';

/** Child process of the corpus run: puts a form on each file that it is sent and tries every operation on it. */
process.on('message', (/** @type {string} */ path) => {
  const started = performance.now();
  /** @type {ReturnType<typeof tryOperations>} */
  let outcomes;
  let detail = '';
  try {
    outcomes = tryOperations(readFileSync(path));
  } catch (error) {
    detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const outcome = detail !== '' ? 'crashed' : outcomes === undefined ? 'no form' : 'tried';
  const { maxRSS } = process.resourceUsage();
  process.send?.({ path, outcome, detail, outcomes, ms: performance.now() - started, megabytes: maxRSS / 1024 });
});
