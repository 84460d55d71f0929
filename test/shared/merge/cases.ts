/** A case of merging two edits of one base; `merged: undefined` is a conflict. Every case is run from both sides. */
export interface MergeCase {
  readonly why: string;
  readonly base: string;
  readonly a: string;
  readonly b: string;
  readonly merged: string | undefined;
}

const conflict = undefined;

export const mergeCases: readonly MergeCase[] = [
  { why: 'nobody changed it', base: 'い\nろ', a: 'い\nろ', b: 'い\nろ', merged: 'い\nろ' },
  { why: 'one side changed it', base: 'い', a: 'い', b: 'は', merged: 'は' },
  { why: 'both changed it alike', base: 'い', a: 'は', b: 'は', merged: 'は' },
  { why: 'both changed one line differently', base: 'い', a: 'は', b: 'に', merged: conflict },
  { why: 'an empty box filled in twice', base: '', a: 'は', b: 'に', merged: conflict },
  { why: 'emptied against edited', base: 'い\nろ', a: '', b: 'い\nろは', merged: conflict },
  { why: 'emptied against nothing', base: 'い\nろ', a: '', b: 'い\nろ', merged: '' },
  {
    why: 'neighbouring bullets, each changed by one side',
    base: '・窓口を10月に開設\n・満足が8割',
    a: '・窓口を10月15日に開設\n・満足が8割',
    b: '・窓口を10月に開設\n・満足が83.5%',
    merged: '・窓口を10月15日に開設\n・満足が83.5%',
  },
  {
    why: 'three neighbouring bullets, the outer two by one side',
    base: '・い\n・ろ\n・は',
    a: '・い１\n・ろ\n・は１',
    b: '・い\n・ろ２\n・は',
    merged: '・い１\n・ろ２\n・は１',
  },
  {
    why: 'both rewrote the second bullet',
    base: '・い\n・ろ\n・は',
    a: '・い１\n・ろ１\n・は',
    b: '・い\n・ろ２\n・は',
    merged: conflict,
  },
  { why: 'two bullets added at the end', base: '・い', a: '・い\n・ろ', b: '・い\n・は', merged: conflict },
  { why: 'the same bullet added by both', base: '・い', a: '・い\n・ろ', b: '・い\n・ろ', merged: '・い\n・ろ' },
  { why: 'added before and after', base: '・い', a: '・ろ\n・い', b: '・い\n・は', merged: '・ろ\n・い\n・は' },
  {
    why: 'an edited bullet and one added behind it',
    base: '・い\n・ろ',
    a: '・い\n・ろ１',
    b: '・い\n・ろ\n・は',
    merged: '・い\n・ろ１\n・は',
  },
  {
    why: 'an edited bullet and one added in front of it',
    base: '・い\n・ろ',
    a: '・い\n・ろ１',
    b: '・い\n・は\n・ろ',
    merged: '・い\n・は\n・ろ１',
  },
  {
    why: 'one side rewrote the last bullet and added one, the other added one',
    base: '・い\n・ろ',
    a: '・い\n・ろ１\n・は',
    b: '・い\n・ろ\n・に',
    merged: conflict,
  },
  {
    why: 'a bullet deleted by one, edited by the other',
    base: '・い\n・ろ',
    a: '・い',
    b: '・い\n・ろ２',
    merged: conflict,
  },
  { why: 'neighbouring bullets deleted', base: '・い\n・ろ\n・は', a: '・ろ\n・は', b: '・い\n・は', merged: conflict },
  {
    why: 'bullets far apart deleted and edited',
    base: '・い\n・ろ\n・は',
    a: '・ろ\n・は',
    b: '・い\n・ろ\n・は２',
    merged: '・ろ\n・は２',
  },
  {
    why: 'a continuation line belongs to its bullet',
    base: '・い\n　続き\n・ろ',
    a: '・い１\n　続き\n・ろ',
    b: '・い\n　続き２\n・ろ',
    merged: conflict,
  },
  {
    why: 'paragraphs with a leading blank are lines of their own',
    base: '　い\n　ろ',
    a: '　い１\n　ろ',
    b: '　い\n　ろ２',
    merged: '　い１\n　ろ２',
  },
  {
    why: 'numbered bullets',
    base: '①い\n②ろ',
    a: '①い１\n②ろ',
    b: '①い\n②ろ２',
    merged: '①い１\n②ろ２',
  },
  {
    why: 'one sentence, two words',
    base: '平均34件を受付した。',
    a: '平均37件を受付した。',
    b: '平均34件を処理した。',
    merged: conflict,
  },
  { why: 'line-end encodings are no edit', base: 'い\r\nろ', a: 'い\nろ', b: 'い\r\nは', merged: 'い\nは' },
  { why: 'blanks are an edit', base: 'い\nろ', a: '　い\nろ', b: 'い\nは', merged: '　い\nは' },
  { why: 'blanks against a word in one line', base: 'い', a: '　い', b: 'は', merged: conflict },
  {
    why: 'a section added, the lead moved',
    base: '窓口課●\n市民課',
    a: '窓口課●\n市民課\n税務課',
    b: '窓口課\n市民課●',
    merged: '窓口課\n市民課●\n税務課',
  },
  { why: 'two sections added', base: '窓口課●', a: '窓口課●\n税務課', b: '窓口課●\n防災課', merged: conflict },
  {
    why: 'lines named like members of objects',
    base: 'constructor\n__proto__',
    a: 'constructor\nx',
    b: 'toString\n__proto__',
    merged: 'toString\nx',
  },
  {
    why: 'too many blank lines to compare in bounded time',
    base: '\n'.repeat(3000),
    a: `い${'\n'.repeat(2990)}ろ`,
    b: `は${'\n'.repeat(2980)}に`,
    merged: conflict,
  },
];
