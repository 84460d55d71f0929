import { basename } from 'node:path';
import { sentence } from '../../src-shared/failures/failures.ts';
import { anyJsonText } from '../engine/read/any/any-json.ts';
import type { CommandIo, ExitStatus } from './command.ts';
import type { AnyInput } from './open-form.ts';
import { cliLanguage } from './refuse.ts';

/** Prints a workbook that was read by a form's description, as `read` prints one of the first form. */
export function printAny(
  file: string,
  opened: AnyInput,
  io: CommandIo,
  how: { json: boolean; values: boolean },
): ExitStatus {
  if (how.json) {
    io.outPieces(anyJsonText(basename(file), opened, cliLanguage(), how.values));
    return 0;
  }
  io.outPieces(
    opened.items.map((item) => {
      const section = [...item.fields.values()].find(({ traits }) => traits.role === 'section')?.text ?? '';
      const place = item.row === undefined ? item.sheet : `${item.sheet}:${item.row}`;
      return `${[place, item.no, item.title, section].map((text) => text.replaceAll(/\s*\n\s*/g, ' ')).join('\t')}\n`;
    }),
  );
  for (const warning of opened.warnings) io.err(`${sentence(warning, cliLanguage())}\n`);
  return 0;
}
