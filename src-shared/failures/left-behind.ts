import type { Sentence } from './language.ts';

const sentences = {
  'picture-in-cell': {
    ja: 'セルの中の画像は、ほかのブックへ移せません。Excelで画像を「セルの上に配置」に変えてから、取り込み直してください。',
    en: 'A picture inside a cell cannot come into another workbook. Place it over cells in Excel and bring the sheet in again.',
  },
} satisfies Readonly<Record<string, Sentence>>;

/** What a person is told of something that could not come along with a sheet. */
export const leftBehindSentence = (what: keyof typeof sentences): Sentence => sentences[what];
