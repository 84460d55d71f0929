import { expect } from 'vitest';
import { walk, watchMain } from '../helpers/crawl.ts';
import { lastingFolder, launchDesk } from '../helpers/launch.ts';
import type { Root } from './roots.ts';

/** What may change nothing, with the reason. */
const quiet = [
  [/^navigation 開いているブック \| button \| [^「]/u, 'the tab of the workbook in front'],
  [/\| button \| すべて # \| pressed=true/u, 'the filter that is in force'],
  [/^region 返ってきたファイル \| button \| [^|]*\.xlsx/u, 'the file that is shown beside the list'],
] as const;

/**
 * Presses, from one state of the program, as many new controls as the budget allows, nearest first, in a program of its own; prints
 * how many were pressed and how many were seen and not reached. KOHYO_PRESSES is another budget (`all` for none).
 */
export async function pressEvery(name: string, enter: Root, least: number, budget: number): Promise<void> {
  const started = performance.now();
  const own = process.env['KOHYO_PRESSES'];
  const desk = await launchDesk();
  try {
    await watchMain(desk, lastingFolder('outputs'), []);
    const found = await walk(desk, {
      enter,
      quiet,
      leaves: [/radio \| English/u],
      deepest: 5,
      budget: own === 'all' ? Number.POSITIVE_INFINITY : Number(own ?? budget),
    });
    console.log(
      `${name}: ${found.pressed.length} pressed, ${found.disabled.length} disabled with a reason, ${found.left.length} seen and not reached, made anew ${found.fresh} times, ${found.lost} ways lost, ${Math.round((performance.now() - started) / 1000)} s`,
    );
    expect(found.faults).toEqual([]);
    // A walk that finds nothing to press has proved nothing.
    expect(found.pressed.length).toBeGreaterThanOrEqual(least);
    expect(found.lost).toBeLessThanOrEqual(5 + found.pressed.length / 20);
  } finally {
    await desk.kill();
  }
}
