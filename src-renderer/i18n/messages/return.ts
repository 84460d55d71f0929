import type { Sentence } from '../../../src-shared/failures/language.ts';

/** Saving a file that goes back to who sent it. */
export const returnMessages = {
  'return.text': {
    ja: '提出する前に確かめてください。行を押すと、その欄に移ります。',
    en: 'Look at these before you send the file back. A line leads to its box.',
  },
  'return.request': { ja: '修正依頼に未回答（{count}件）', en: 'Requests without an answer ({count})' },
  'return.missing': { ja: '未記入の欄（{count}欄）', en: 'Empty boxes ({count})' },
  'return.cut': { ja: '枠に収まらない欄（{count}欄）', en: 'Texts that paper cuts ({count})' },
  'return.back': { ja: '戻って直す', en: 'Go back' },
  'return.anyway': { ja: 'このまま保存…', en: 'Save all the same…' },
} as const satisfies Record<string, Sentence>;
