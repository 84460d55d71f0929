import { describe, expect, it } from 'vitest';
import { incomingFiles } from '../../../src-main/desk/incoming-files.ts';
import { startFiles } from '../../../src-main/desk/start-files.ts';

describe('files of the start', () => {
  it('are answered once, with those that came before the window asked', () => {
    const incoming = incomingFiles();
    const start = startFiles(['/a/一.xlsx'], true);
    expect(start.keep(['/a/二.xlsx'])).toBe(true);
    const answer = start.answer(incoming);
    expect(answer.files.map(({ name }) => name)).toEqual(['一.xlsx', '二.xlsx']);
    expect(answer.files.map(({ id }) => incoming.pathOf(id))).toEqual(['/a/一.xlsx', '/a/二.xlsx']);
    expect(answer.sample).toBe(true);
    expect(start.answer(incoming)).toEqual({ files: [], sample: false });
  });

  it('that come later are for the window to hear of', () => {
    const start = startFiles([], false);
    start.answer(incomingFiles());
    expect(start.keep(['/a/三.xlsx'])).toBe(false);
    expect(start.answer(incomingFiles()).files).toEqual([]);
  });
});
