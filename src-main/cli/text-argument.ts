import { readFile } from 'node:fs/promises';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { readFailure } from '../files/file-failures.ts';
import type { CommandIo } from './command.ts';

/**
 * The text of `--value-file F` (`-`: standard input), UTF-8 with or without a byte order mark. The text is taken as it
 * stands, a last line end included; only the kinds of line ends become one, as in a cell.
 */
export async function textFromFile(file: string, io: CommandIo): Promise<Result<string, Failure>> {
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await io.stdin() : await readFile(file);
  } catch (error) {
    return err(readFailure(error, file));
  }
  try {
    return ok(cellText(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return err({ kind: 'unreadable', reason: 'encoding', file });
  }
}

/** CR LF and CR become the one `\n` that a cell's text uses. */
export const cellText = (text: string): string => text.replace(/\r\n?/g, '\n');
