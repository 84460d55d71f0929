import { openSync, truncateSync, writeSync } from 'node:fs';
import { captureCli } from '../captured-cli.ts';
import type { WarmOrder } from './warm.ts';

/**
 * A process with the library below it (shim.c, BELOW_ORDER) that runs one command after the other as it is told. That a command ends
 * without a result shows in an event loop that runs empty, as in a process of its own.
 */
const { BELOW_ORDER: order = '', BELOW_LOG: log = '' } = process.env;
const file = openSync(order, 'r+');
const tell = (bytes: Uint8Array): void => void writeSync(file, bytes, 0, bytes.length, 0);

let answer: (what: object) => void = () => undefined;
process.on('beforeExit', () => answer({ status: 3, out: '', err: '"unfinished": the event loop ran empty\n' }));
process.on('uncaughtException', (error) => answer({ status: 3, out: '', err: `"unfinished": ${error.stack}\n` }));

process.on('message', ({ argv, data, bytes, none }: WarmOrder) => {
  answer = (what) => {
    answer = () => undefined;
    tell(Buffer.from(none, 'base64'));
    process.channel?.ref();
    process.send?.(what);
  };
  process.env['KOHYO_DATA_DIR'] = data;
  truncateSync(log);
  tell(Buffer.from(bytes, 'base64'));
  process.channel?.unref();
  captureCli(...argv).then(
    (done) => answer(done),
    (error: unknown) => answer({ status: 3, out: '', err: `"unfinished": ${(error as Error).stack}\n` }),
  );
});
