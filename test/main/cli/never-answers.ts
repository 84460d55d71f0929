import { runToItsEnd } from '../../../src-main/cli/run-to-its-end.ts';

/** A command whose process runs out of work (or fails where nobody expected it) before it has answered: `never-answers.ts HOW FILE`. */
const [how, file = ''] = process.argv.slice(2);
const io = {
  out: () => {
    if (how === 'throws') throw new RangeError('no such thing\nas this');
  },
  outPieces: () => undefined,
  err: (text: string) => void process.stderr.write(text),
  stdin: () => {
    if (how === 'later') setTimeout(() => JSON.parse('{'), 1);
    return new Promise<Uint8Array>(() => undefined);
  },
};
const input = how === 'throws' ? ['--value', 'x'] : ['--value-file', '-'];
void runToItsEnd(['set', file, '--item', '1', '--field', 'title', ...input], io);
