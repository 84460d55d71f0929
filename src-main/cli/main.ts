import { nodeIo } from './node-io.ts';
import { runToItsEnd } from './run-to-its-end.ts';

/** `node dist/cli.js COMMAND …`: the services of the program without a window, in plain Node (20 or later). */
void runToItsEnd(process.argv.slice(2), nodeIo());
