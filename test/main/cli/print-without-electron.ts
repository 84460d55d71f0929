import { join } from 'node:path';
import { nodeIo } from '../../../src-main/cli/node-io.ts';
import { runInThread } from '../../../src-main/cli/supervise.ts';
import { ok } from '../../../src-shared/domain/result.ts';

/** `print` as the program with Electron runs it, but that nothing is drawn: the thread lays the pages out and hands them over. */
const thread = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli-thread.js');
const io = {
  ...nodeIo(),
  drawSides: async (_: unknown, sides: AsyncIterable<readonly unknown[]>) => {
    let pages = 0;
    for await (const part of sides) pages += part.length;
    return ok({ pdf: Buffer.from('%PDF-1.7\n'), report: { pages, unprintable: [], peakMemory: 0, processorTime: 0 } });
  },
};
process.exitCode = await runInThread(['print', ...process.argv.slice(2)], io, undefined, thread);
