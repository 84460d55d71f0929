import { isListPaper } from '../../../src-shared/contract/print-order.ts';
import { compileQuickly } from '../../jobs/compile-quickly.ts';
import type { Command } from '../command.ts';
import { printInput } from '../print-input.ts';
import { printOptions, printUsage } from '../print-options.ts';
import { openOutput } from '../outputs.ts';
import { refuse } from '../refuse.ts';

/**
 * `print FILE --out OUT.pdf`: the item sheets as the form prints them, and the meeting's other papers. In plain Node it checks the
 * arguments and starts Electron hidden, which reads the workbook and draws (a list as .xlsx needs none); in the installed
 * program it does all itself. The report on standard output lists pages, what grew, and with `--measure` which texts lie
 * outside their boxes on the drawn pages.
 */
export const command: Command = {
  name: 'print',
  usage: printUsage,
  async run(args, io) {
    const options = printOptions(args);
    const out = await openOutput(options.out, {
      kind: options.workbook ? 'workbook' : 'pdf',
      option: '--out',
      inputs: [options.file, options.since],
      overwrite: options.overwrite,
    });
    if (!out.ok) return refuse(io, out.failure);
    const { drawSides } = io;
    if (drawSides === undefined && !options.workbook) {
      const { printInElectron } = await import('../print-in-electron.ts');
      return printInElectron(args, io);
    }
    if (!options.workbook) compileQuickly();
    const input = await printInput(options);
    if (!input.ok) return refuse(io, input.failure);
    const { workbook, request } = input.value;
    if (options.workbook && isListPaper(options.paper)) {
      const { listOf } = await import('../../printing/list-of.ts');
      const { writeListWorkbook } = await import('../../engine/make/new/list-workbook.ts');
      const paper = listOf(options.paper, request);
      const written = await out.value.write(await writeListWorkbook(paper));
      if (!written.ok) return refuse(io, written.failure);
      io.out(
        `${JSON.stringify({ file: options.out, rows: paper.tables.reduce((sum, { rows }) => sum + rows.length, 0), ...written.value })}\n`,
      );
      return 0;
    }
    const { pages, perSheet, grey, measure } = options;
    const { layOutAndDraw } = await import('../lay-out.ts');
    const settings = { title: options.title ?? request.file, pages, perSheet, grey, measure };
    const printed = await layOutAndDraw(workbook, request, settings, drawSides!);
    if (!printed.ok) return refuse(io, printed.failure);
    const written = await out.value.write(printed.value.pdf);
    if (!written.ok) return refuse(io, written.failure);
    io.out(`${JSON.stringify({ file: options.out, ...printed.value.report, ...written.value })}\n`);
    return 0;
  },
};
