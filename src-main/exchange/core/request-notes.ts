import { localDay } from '../../../src-shared/domain/local-time.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import type { CarriedRequest } from './snapshot.ts';

/*
 * A request (修正依頼) as an Excel note says it, and the answer that a section writes under it: by this app, or by hand in
 * plain Excel.
 *
 *     【修正依頼】港 花子 2026/10/01
 *     件数の根拠を書いてください。
 *     【回答】（本文を直したときは、書かなくてかまいません）
 */

/** The author of such notes; they say themselves who asks and answers. */
export const noteAuthor = '個票デスク';

const requestHead = '【修正依頼】';
const answerHead = '【回答】';
const hint = '（本文を直したときは、書かなくてかまいません）';

const headOf = ({ by, at }: CarriedRequest): string =>
  [`${requestHead}${by ?? ''}`, localDay(at)].filter((part) => part !== '').join('　');

const blockOf = (request: CarriedRequest): string => `${headOf(request)}\n${request.text}\n${answerHead}${hint}`;

/** What a note says with requests under what it said before. */
export const withRequests = (before: string | undefined, requests: readonly CarriedRequest[]): string =>
  [...(before === undefined || before.trim() === '' ? [] : [before]), ...requests.map(blockOf)].join('\n\n');

interface Block {
  /** The request's text. */
  readonly text: string;
  readonly answer: string;
  /** Places in the note: the line 【回答】 with what follows it. */
  readonly start: number;
  readonly end: number;
}

function blocksOf(note: string): readonly Block[] {
  const heads = [...note.matchAll(/^【修正依頼】[^\n]*\n?/gmu)];
  return heads.flatMap(({ index, 0: head }, i): Block[] => {
    const end = heads[i + 1]?.index ?? note.length;
    const body = note.slice(index + head.length, end);
    const answer = [...body.matchAll(/^【回答】/gmu)].at(-1);
    if (answer === undefined) return [];
    return [
      {
        text: body.slice(0, answer.index).trim(),
        answer: body
          .slice(answer.index + answerHead.length)
          .replace(hint, '')
          .trim(),
        start: index + head.length + answer.index,
        end,
      },
    ];
  });
}

/** The answers that a note holds to some requests, by the requests' ids; a request left without one is not among them. */
export function answersIn(note: string, requests: readonly CarriedRequest[]): ReadonlyMap<string, string> {
  const blocks = blocksOf(plainLineEnds(note));
  const found = new Map<string, string>();
  for (const { id, text } of requests) {
    const answer = blocks.find((block) => block.text === plainLineEnds(text).trim())?.answer ?? '';
    if (answer !== '') found.set(id, answer);
  }
  return found;
}

/** What a note says with an answer in its place. A note that the request was taken out of gets it again. */
export function withAnswer(note: string | undefined, request: CarriedRequest, answer: string): string {
  const before = plainLineEnds(note ?? '');
  const block = blocksOf(before).find(({ text }) => text === plainLineEnds(request.text).trim());
  if (block === undefined) return withAnswer(withRequests(note, [request]), request, answer);
  const rest = before.slice(block.end);
  return `${before.slice(0, block.start)}${answerHead}\n${answer}${rest === '' ? '' : `\n\n${rest}`}`;
}

/** What a note says apart from answers: a note that only got one is no change worth telling. */
export function withoutAnswers(note: string): string {
  const before = plainLineEnds(note);
  let text = '';
  let at = 0;
  for (const { start, end } of blocksOf(before)) {
    text += before.slice(at, start);
    at = end;
  }
  return (text + before.slice(at)).replace(/\s+/gu, ' ').trim();
}
