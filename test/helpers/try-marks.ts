import { entryText, rawEntries } from '../../scripts/lib/corpus/raw-zip.mjs';
import { openWorkbook } from '../../src-main/engine/read/open.ts';
import { publishWorkbook } from '../../src-main/engine/make/publish/publish-workbook.ts';
import { openPackage } from '../../src-main/engine/package/open-package.ts';
import type { WorkbookPackage } from '../../src-main/engine/types.ts';
import type { Parts } from './linked-parts.ts';
import { plantMarks } from './plant-marks.ts';
import { putForm } from './put-form.ts';
import { zip } from './zip.ts';

/** What became of the marks of one workbook. */
export interface TriedMarks {
  readonly marks: number;
  readonly told: number;
  /** Marks of parts with which nothing was published, or the workbook could not be opened. */
  readonly refused: number;
  /** Places of those that are still there without a word. */
  readonly unsaid: readonly string[];
}

/**
 * Puts marks into a workbook with a form put on it and publishes it; where that is refused, part by part. What is published is read by code that
 * the program does not use. `undefined` where no form can be put on, or where the workbook is refused without marks.
 */
export function tryMarks(bytes: Uint8Array): TriedMarks | undefined {
  const formed = putForm(bytes);
  const opened = formed === undefined ? undefined : openPackage(formed);
  if (formed === undefined || opened?.ok !== true || publish(formed) === undefined) return undefined;
  const clean = partsOf(opened.value);
  const isForm = (name: string): boolean => name.includes('kohyotrial');
  const together = judge(clean, (name) => !isForm(name));
  if (together.refused === 0) return together;
  const apart = [...clean.keys()].filter((name) => !isForm(name)).map((part) => judge(clean, (name) => name === part));
  const sum = (of: (one: TriedMarks) => number): number => apart.reduce((total, one) => total + of(one), 0);
  return {
    marks: sum(({ marks }) => marks),
    told: sum(({ told }) => told),
    refused: sum(({ refused }) => refused),
    unsaid: apart.flatMap(({ unsaid }) => unsaid),
  };
}

function judge(clean: Parts, which: (name: string) => boolean): TriedMarks {
  const parts: Parts = new Map(clean);
  const planted = plantMarks(parts, which);
  const none = { marks: planted.length, told: 0, refused: 0, unsaid: [] };
  if (planted.length === 0) return none;
  const published = publish(zip([...parts].map(([name, data]) => ({ name, data: Buffer.from(data) }))));
  if (published === undefined) return { ...none, refused: planted.length };
  const told = published.kept.map(({ text }) => text).join('\n');
  const said = [...rawEntries(published.bytes).values()]
    .map((entry) => `${entry.name}\n${entryText(entry)}`)
    .join('\n');
  const staying = planted.filter(({ mark }) => said.includes(mark));
  // A picture that cannot be gone over is told as a whole.
  const pictures = new Set(published.kept.flatMap(({ what, part }) => (what === 'picture' ? [`${part} bytes`] : [])));
  const unsaid = staying.filter(({ mark, place }) => !told.includes(mark) && !pictures.has(place));
  return { ...none, told: staying.length - unsaid.length, unsaid: unsaid.map(({ place }) => place) };
}

/** The parts of a package, texts in UTF-8 as such; one that cannot be read stays as it is. */
function partsOf(pkg: WorkbookPackage): Parts {
  const textOf = (name: string): string | undefined => {
    try {
      const { text, encoding } = pkg.text(name);
      return encoding === 'utf-8' ? text : undefined;
    } catch {
      return undefined;
    }
  };
  const parts: Parts = new Map();
  for (const name of pkg.entryNames) {
    if (name.endsWith('/')) continue;
    parts.set(name, (/\.(xml|rels|vml)$/i.test(name) ? textOf(name) : undefined) ?? pkg.read(name));
  }
  return parts;
}

function publish(bytes: Uint8Array) {
  const opened = openWorkbook(bytes);
  const published = opened.ok ? publishWorkbook(opened.value) : undefined;
  return published?.ok === true ? published.value : undefined;
}
