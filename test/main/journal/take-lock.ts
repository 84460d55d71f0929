import { takeLock } from '../../../src-main/journal/lock.ts';

/** Takes the lock of the folder given, tells how it went, and holds it while the others try. */
const lock = await takeLock(process.argv[2] ?? '');
console.log(lock.ok ? 'held' : lock.failure.reason);
if (lock.ok) {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await lock.value.release();
}
