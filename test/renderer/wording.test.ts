import { expect, it } from 'vitest';
import { messages } from '../../src-renderer/i18n/translate.ts';
import { helpSections } from '../../src-renderer/screens/dialogs/help-text.ts';
import { commands } from '../../src-shared/contract/commands.ts';
import { failureSentences } from '../../src-shared/failures/failure-sentences.ts';
import { warningSentences } from '../../src-shared/failures/warning-sentences.ts';

/** Words that docs/wording.md has replaced. */
const old =
  /置きか[えわ]|書きか[えわ](?!け)|切りかえ|に落とす|探す文字|手元の文|本庁の|ほかの人か|統合記録|これにする|済んだ年度|今回の欄だけ|あなたについて|比較の基準|基準と比較|両方を残して保存|次期計画へ/u;

const sentences = (table: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.values(table).flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? sentences(value as Record<string, unknown>)
        : [],
  );

it('no sentence of the window, the help or a failure uses a word that was replaced', () => {
  const all = [
    ...sentences(messages),
    ...sentences({ helpSections }),
    ...sentences({ commands }),
    ...sentences(failureSentences),
    ...sentences(warningSentences),
  ];
  expect(all.length).toBeGreaterThan(800);
  expect(all.filter((text) => old.test(text))).toEqual([]);
});

it('counts in English read alike for one and many', () => {
  const plural = sentences(messages).filter((text) =>
    /\{count\} (?:points|boxes|sheets|files|lines|occurrences)\b/u.test(text),
  );
  // Short labels of badges and buttons say «3 sheets»; whole sentences put the count after a colon.
  expect(plural.filter((text) => /[.!?]$/u.test(text))).toEqual([]);
});

it('every menu entry with a key of its own is told in the list of keys; the help speaks of each work', () => {
  const help = sentences({ helpSections }).join('\n');
  for (const word of [
    '印刷',
    '新しい計画',
    '次期計画',
    '公開用に保存',
    '以前の版',
    '修正依頼',
    '配布と回収',
    '提出用に保存',
    '貼り付け',
    '拡大',
  ])
    expect([word, help.includes(word)]).toEqual([word, true]);
});
