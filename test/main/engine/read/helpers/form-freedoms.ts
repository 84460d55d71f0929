import { insertColumn, insertRow, moved, onGraphPaper, type Draft, type DraftBox } from './form-draft.ts';

type Freedom = (draft: Draft) => Draft;

const labels =
  (change: (text: string, i: number) => string): Freedom =>
  (draft) =>
    draft.map((box, i) => (box.label ? { ...box, text: change(box.text, i) } : box));

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const isWord = (text: string): boolean => !/^[(（]/.test(text) && !/[\d０-９]/.test(text);
const lastOf = (draft: Draft, side: 'right' | 'bottom'): number => Math.max(...draft.map((box) => box[side]));

/** The head's labels over their boxes, two rows in place of two rows of label and box. */
const headsAbove: Freedom = (draft) => {
  const right = draft.find((box) => box.path === 'title')?.right ?? 0;
  const top = draft.find((box) => box.path === 'majorItem')?.top ?? 0;
  const next = draft.find((box) => box.path === 'middleItem')?.top ?? 0;
  const head = draft.filter((box) => box.right <= right && (box.top === top || box.top === next));
  const left = Math.min(...head.map((box) => box.left));
  const pairs = (['majorItem', 'middleItem', 'no', 'sections'] as const).map((path) => {
    const box = head.find((one) => one.path === path) as DraftBox;
    const label = head.filter((one) => one.label && one.top === box.top && one.right < box.left).at(-1) as DraftBox;
    return { box, label };
  });
  const starts = [left, left + 3, left + 5, left + 6, right + 1];
  return [
    ...draft.filter((box) => !head.includes(box)),
    ...pairs.flatMap(({ box, label }, i): DraftBox[] => {
      const from = starts[i] as number;
      const to = (starts[i + 1] as number) - 1;
      return [
        { ...label, top, bottom: top, left: from, right: to },
        { ...box, top: next, bottom: next, left: from, right: to },
      ];
    }),
  ];
};

/** A label as wide as the form over its text. */
const wideAbove =
  (path: 'background' | 'title'): Freedom =>
  (draft) => {
    const box = draft.find((one) => one.path === path) as DraftBox;
    const label = draft.filter((one) => one.label && one.top === box.top && one.right < box.left).at(-1) as DraftBox;
    return insertRow(draft, box.top + 1).flatMap((one): DraftBox[] => {
      if (one.path === path) return [{ ...one, top: box.top + 1, bottom: box.top + 1, left: label.left }];
      return one.label && one.top === label.top && one.left === label.left
        ? [{ ...one, bottom: one.top, right: box.right }]
        : [one];
    });
  };

/** Blank merged areas in a new column and a new row. */
const mergedBlanks: Freedom = (draft) => {
  const moved = insertRow(insertColumn(draft, 2), 3);
  const free = (row: number): boolean =>
    !moved.some((box) => box.top <= row && box.bottom >= row && box.left <= 2 && box.right >= 2);
  const rows = Array.from({ length: lastOf(moved, 'bottom') - 1 }, (_, i) => i + 1).filter(
    (row) => free(row) && free(row + 1),
  );
  const blanks = rows.filter((row, i) => row !== (rows[i - 1] ?? 0) + 1);
  return [
    ...moved,
    ...blanks.map((top): DraftBox => ({ top, left: 2, bottom: top + 1, right: 2, text: '' })),
    ...(moved.some((box) => box.top <= 3 && box.bottom >= 3)
      ? []
      : [{ top: 3, left: 3, bottom: 3, right: lastOf(moved, 'right'), text: '' }]),
  ];
};

/**
 * What differs between workbooks in the wild (FORMAT.md, «What varies»), each done to a drawn form; of one kind only one at
 * a time. In the order in which several can be done.
 */
export const freedoms: Readonly<Record<string, Readonly<Record<string, Freedom>>>> = {
  places: {
    'heads over their boxes': headsAbove,
    'a wide label over its text': wideAbove('background'),
    'a wide title over its text': wideAbove('title'),
  },
  writings: {
    'inner blanks': labels((text) => [...text].join(' ')),
    'inner full-width blanks': labels((text) => (text.includes('\n') ? text : [...text].join('　'))),
    'full width': labels(fullWidth),
    'a line break in every label': labels((text) => (text.length > 3 ? `${text.slice(0, 2)}\n${text.slice(2)}` : text)),
    'one character a line': labels((text) => (isWord(text) && text.length < 8 ? [...text].join('\n') : text)),
    furigana: (draft) => draft.map((box) => (box.label ? { ...box, furigana: 'よみがな' } : box)),
  },
  numbers: {
    'numbers in parentheses': labels((text, i) => (isWord(text) ? `(${1 + (i % 9)}) ${text}` : text)),
    'circled numbers': labels((text, i) => (isWord(text) ? `${'①②③④⑤⑥⑦⑧⑨'[i % 9] ?? ''}${text}` : text)),
    'full-width numbers': labels((text, i) => (isWord(text) ? `${fullWidth(String(1 + (i % 12)))}．${text}` : text)),
    'numbers of two levels': labels((text, i) => (isWord(text) ? `${1 + (i % 4)}-(${1 + (i % 3)}) ${text}` : text)),
    'katakana and letters before': labels((text, i) =>
      isWord(text) ? `${['ア　', '(イ)', 'ａ）', 'Ⅱ ', '第３　'][i % 5] ?? ''}${text}` : text,
    ),
    'marks before': labels((text, i) =>
      isWord(text) ? `${'■●○◆【'[i % 5] ?? ''}${text}${i % 5 === 4 ? '】' : ''}` : text,
    ),
  },
  remarks: {
    'colons behind': labels((text, i) => (isWord(text) ? `${text}${'：:'[i % 2] ?? ''}` : text)),
    'remarks behind': labels((text) => (isWord(text) ? `${text}\n※記入要領を参照` : text)),
    'remarks in parentheses': labels((text) => (isWord(text) ? `${text}（簡潔に記入すること）` : text)),
    'a required mark': labels((text, i) =>
      isWord(text) ? ([`${text}＊`, `${text}（必須）`, `※${text}`][i % 3] ?? text) : text,
    ),
  },
  grid: {
    'a column inserted after every third': (draft) => {
      let made = draft;
      for (let column = lastOf(draft, 'right'); column > 1; column -= 3) made = insertColumn(made, column);
      return made;
    },
    'a row inserted after every second': (draft) => {
      let made = draft;
      for (let row = lastOf(draft, 'bottom'); row > 1; row -= 2) made = insertRow(made, row);
      return made;
    },
    'blank merged areas inserted': mergedBlanks,
    'graph paper of dozens of columns': (draft) => onGraphPaper(draft, Math.ceil(60 / lastOf(draft, 'right')), 2),
    'somewhere on the sheet': (draft) => moved(draft, 7, 5),
    'memos beside the form': (draft) => [
      ...draft,
      ...['担当課', '要確認', 'H25', '上半期', '25', '26'].map((text, i): DraftBox => ({
        top: 4 + i,
        left: lastOf(draft, 'right') + 2,
        bottom: 4 + i,
        right: lastOf(draft, 'right') + 2,
        text,
      })),
    ],
  },
};
