import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { facts } from './file-system.ts';
import type { FileReads } from './read-whole.ts';

/**
 * Reading for a program that has nothing else to do meanwhile, as a command of the command line: Node needs not load what its
 * other calls need, which takes as long as reading a workbook.
 */
export const blockingReads: FileReads = {
  stat: async (path) => facts(statSync(path)),
  open: async (path, flags) => {
    const descriptor = openSync(path, flags);
    return {
      read: async (bytes, position) => readSync(descriptor, bytes, 0, bytes.length, position),
      stat: async () => facts(fstatSync(descriptor)),
      close: async () => closeSync(descriptor),
    };
  },
};
