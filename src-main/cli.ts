import { nodeIo } from './cli/node-io.ts';
import { runCli } from './cli/run.ts';

/** `node dist/cli.js COMMAND …`: the services of the program without a window, in plain Node (20 or later). */
void runCli(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});
