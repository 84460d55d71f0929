import type { Doubt } from '../../../src-shared/failures/doubt-sentences.ts';
import { formatAddress } from '../book/address.ts';
import { compileForm } from '../read/any/compile.ts';
import { readAny } from '../read/any/open-any.ts';
import type { Learned, SampleFile } from './learn.ts';

/** Reads the samples by what was learned from them: boxes that are not found again, or are taken for others, are doubts. */
export function proveOnSamples(learned: Learned, samples: readonly SampleFile[]): readonly Doubt[] {
  const form = compileForm(learned.form);
  const doubts = new Map<string, Doubt>();
  // A list's first rows prove its columns; hundreds more would only cost memory.
  const lastRow = learned.expected.reduce((last, { cell }) => Math.max(last, cell.row), 0);
  const read = new Map<number, Set<string>>();
  const cellsOf = (file: number): Set<string> => {
    let cells = read.get(file);
    if (cells === undefined) {
      cells = new Set();
      read.set(file, cells);
      const opened = readAny((samples[learned.order[file] as number] as SampleFile).package, form, { lastRow });
      if (opened.ok)
        for (const { fields } of opened.value.items)
          for (const [path, { sheet, cell }] of fields) cells.add(`${sheet}\n${cell}\n${templateOf(path)}`);
    }
    return cells;
  };
  for (const { sheet, file, cell, path } of learned.expected) {
    const at = formatAddress(cell.row, cell.column);
    if (cellsOf(file).has(`${sheet}\n${at}\n${templateOf(path)}`)) continue;
    doubts.set(path, { kind: 'place', sheet, cell: at, path });
  }
  return [...doubts.values()];
}

/** Years and counting segments left open, so that a path and its template are the same text. */
const templateOf = (path: string): string => path.replaceAll(/\{\w+\}|(?<=^|\.)\d+(?=\.|$)/g, '#');
