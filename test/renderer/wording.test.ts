import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { messages } from '../../src-renderer/i18n/translate.ts';
import { helpSections } from '../../src-renderer/screens/dialogs/help-text.ts';
import { commands } from '../../src-shared/contract/commands.ts';
import { fillIn } from '../../src-shared/failures/language.ts';
import { failureSentences } from '../../src-shared/failures/failure-sentences.ts';
import { warningSentences } from '../../src-shared/failures/warning-sentences.ts';
import { outcomeWords } from '../../src-shared/paper/record-paper.ts';

/** Words that docs/wording.md has replaced. */
const old =
  /置きか[えわ]|書きか[えわ](?!け)|切りかえ|に落とす|探す文字|手元の文|本庁の|ほかの人か|統合記録|これにする|済んだ年度|今回の欄だけ|あなたについて|比較の基準|基準と比較|両方を残して保存|次期計画へ/u;

/** The same words in any other text that a person may read: what stands in quotes in the sources. */
const alsoOld =
  /統合記録|印刷されない横の欄|ファイル内の基準|処理しています|入りきらない|Excelファイルと同じ内容|保護されたセルです|サンプル計画を開く/u;
/** Values that scripts read, and that papers and screens put into other words. */
const ofScripts = /本庁の文'|本庁の文: /u;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(at);
    else if (/\.tsx?$/u.test(entry.name)) yield at;
  }
}

it('no source has an old word outside of its comments', () => {
  const found: string[] = [];
  let lines = 0;
  for (const file of ['src-main', 'src-renderer', 'src-shared'].flatMap((folder) => [...sources(folder)]))
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      lines += 1;
      if (/^\s*(?:\*|\/\*|\/\/)/u.test(line) || ofScripts.test(line)) continue;
      if (old.test(line) || alsoOld.test(line)) found.push(`${file}:${index + 1}: ${line.trim()}`);
    }
  expect(lines).toBeGreaterThan(50_000);
  expect(found).toEqual([]);
});

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

it('English says one box and two boxes', () => {
  expect(fillIn('{n} {n:box|boxes}', { n: 1 })).toBe('1 box');
  expect(fillIn('{n} {n:box|boxes}', { n: 0 })).toBe('0 boxes');
  const english = [...sentences(messages), ...sentences(failureSentences), ...sentences(warningSentences)];
  // The word after a number, or the one after that, is one of many; what ends so and counts nothing is left out.
  const fixed = english.filter((text) =>
    /\{(?:count|n|days|lines|over|items|fields|boxes|files|shown|all|of|total|back|kept|lost|tried|characters|room|sheets?)\} (?:(?:other|changed|archived|open) )?(?!has\b|is\b|was\b|as\b|this\b)[a-z]+s\b/u.test(
      text,
    ),
  );
  expect(fixed).toEqual([]);
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

it('what became of a text is called alike on the screen, on paper and in the workbook', () => {
  for (const [outcome, words] of Object.entries(outcomeWords))
    expect(messages[`exchange.recorded.${outcome}` as 'exchange.recorded.採用'].ja).toBe(words);
});
