import fs from 'node:fs';
import { facts, type FileSystem, type OpenFile } from './file-system.ts';

type Reads = Pick<FileSystem, 'open' | 'stat'>;

/**
 * Reading for a program that has nothing else to do meanwhile, as a command of the command line: Node needs not load what its
 * other calls need, which takes as long as reading a workbook.
 */
export const blockingReads: Reads = {
  stat: async (path) => facts(fs.statSync(path)),
  open: async (path, flags) => openFile(fs.openSync(path, flags)),
};

const noWrites = (): never => {
  throw new Error('opened for reading');
};

function openFile(descriptor: number): OpenFile {
  return {
    read: async (bytes, position) => fs.readSync(descriptor, bytes, 0, bytes.length, position),
    stat: async () => facts(fs.fstatSync(descriptor)),
    close: async () => fs.closeSync(descriptor),
    write: noWrites,
    sync: noWrites,
    truncate: noWrites,
    chmod: noWrites,
    chown: noWrites,
  };
}
