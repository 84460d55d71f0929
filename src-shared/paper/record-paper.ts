import type { MergeRecordRow, RecordOutcome } from '../domain/exchange.ts';
import { localDay } from '../domain/local-time.ts';
import type { ListPaper } from './list-paper.ts';

const blank = '（空欄）';

/** What became of a text, in the words of the office; the record itself keeps those that scripts know. */
export const outcomeWords: Readonly<Record<RecordOutcome, string>> = {
  本庁の文: '取りまとめ課の文',
  採用: '反映',
  統合: '統合',
  決定: '確認して決定',
  未決定: '未決定',
  差し替え前: '差し替え前',
  不採用: '反映しない',
};

/** 取込記録 on paper: what came from whom, from which file, what became of it, who decided. */
export function recordPaper(rows: readonly MergeRecordRow[], notes: readonly string[]): ListPaper {
  const heads = ['No.', '欄', '処理', '取り込み前', '提出された文', '提出した課', 'ファイル（照合値）', '決定'];
  return {
    name: '取込記録',
    title: '取込記録',
    notes: [...notes, rows.length === 0 ? '取り込んだ文はありません。' : `提出された文　${rows.length}件`],
    landscape: true,
    widths: [28, 84, 46, 165, 165, 92, 107, 58],
    tables:
      rows.length === 0
        ? []
        : [
            {
              columns: heads.map((heading, index) => ({
                heading,
                look: index === 0 || index === 2 ? 'centre' : 'text',
              })),
              rows: rows.map(({ no, field, outcome, before, after, section, who, when, file, hash, decidedBy }) => [
                no,
                field,
                outcomeWords[outcome],
                before === '' ? blank : before,
                after === '' ? blank : after,
                [section, who, when === '' ? '' : localDay(when)].filter((part) => part !== '').join('\n'),
                `${file}\n${hash.slice(0, 12)}…`,
                decidedBy,
              ]),
            },
          ],
  };
}
