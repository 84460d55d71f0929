import { describe, expect, it } from 'vitest';
import { failureSentences } from '../../../src-shared/failures/failure-sentences.ts';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import { languages } from '../../../src-shared/failures/language.ts';

const rows = Object.entries(failureSentences).flatMap(([kind, reasons]) =>
  Object.keys(reasons).map((reason) => [kind, reason] as const),
);
const failure = (kind: string, reason: string, place = {}): Failure => ({ kind, reason, ...place }) as never;

/** What stands in the way of opening a file: of the file itself, not of a sheet, a box or a record. */
const ofOpening = (kind: string, reason: string): boolean =>
  ['not-a-workbook', 'legacy-format', 'encrypted', 'not-found', 'unreadable'].includes(kind) ||
  [
    'damaged package',
    'unsafe package',
    'too-large package',
    'too-large archive',
    'no-items none',
    'no-items unknown-form',
  ].includes(`${kind} ${reason}`);

describe('the sentence of a failure', () => {
  it.each(rows.filter(([kind, reason]) => ofOpening(kind, reason)))(
    'says of the file why it cannot be opened, and what to do: %s %s',
    (kind, reason) => {
      const told = failure(kind, reason, { file: '台帳.xlsx' });
      expect(sentence(told, 'ja')).toMatch(
        /^「台帳\.xlsx」は[^。]+ため開けません(?:（[^）]+）)?。.+(?:ください|こともできます)。/u,
      );
      expect(sentence(told, 'en')).toMatch(
        /^“台帳\.xlsx” cannot be opened: [^.]+(?:\.xlsx?[^.]*|\.ods[^.]*|\.xlsb[^.]*)?\. .+\.$/u,
      );
      // Without a name it stands by itself.
      expect(sentence(failure(kind, reason), 'ja')).toMatch(/^[^：:「]+ため開けません/u);
      expect(sentence(failure(kind, reason), 'en')).toMatch(/^The file cannot be opened: /u);
    },
  );

  it.each(rows.filter(([kind, reason]) => !ofOpening(kind, reason)))(
    'has its place in front, the file in quotation marks: %s %s',
    (kind, reason) => {
      const told = failure(kind, reason, { file: '台帳.xlsx', sheet: 'No.3', cell: 'C5' });
      expect(sentence(told, 'ja')).toMatch(/^「台帳\.xlsx」 › No\.3 › C5: ./u);
      expect(sentence(told, 'en')).toMatch(/^“台帳\.xlsx” › No\.3 › C5: ./u);
    },
  );

  it('ends as a sentence and names no part of a package', () => {
    const odd = rows.flatMap(([kind, reason]) =>
      languages.flatMap((language) => {
        const text = sentence(failure(kind, reason), language);
        const isWhole = text.endsWith(language === 'ja' ? '。' : '.');
        return isWhole && !/xl\/|\bzip）|XML/u.test(text) ? [] : [`${kind} ${reason}: ${text}`];
      }),
    );
    expect(odd).toEqual([]);
  });
});
