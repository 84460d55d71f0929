import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { lastingFolder, removeFolders, type Desk } from '../helpers/launch.ts';
import {
  answeredElsewhere,
  answeredInProgram,
  beginFromSamples,
  collected,
  decided,
  nameBox,
  printedWords,
  proved,
  registered,
  saved,
  sayKind,
  sendTo,
  startIn,
  typeInto,
  wordsOf,
} from './taught-round.ts';

/** A form that nobody described: taught from two samples, proved, its plan sent, returned, decided and printed, by keyboard alone. */

interface TaughtCase {
  readonly name: string;
  /** Writes two samples into the folder; the first is the plan. */
  samples(folder: string): Promise<readonly [string, string]>;
  /** Items that the proof reads. */
  readonly items: number;
  /** A box that gets a name, and one that gets a kind. */
  readonly named: string;
  readonly kinded: string;
  /** Of three of its sections: the first answers in the program, the others in Excel. */
  readonly sections: readonly [string, string, string];
  /** A text box by its path, and what the cells of it say in the files of the second and third section. */
  readonly field: string;
  readonly before: readonly [string, string];
}

const shared = process.env['KOHYO_SHARED'];

const own: TaughtCase = {
  name: 'the project’s own form',
  samples: async (folder) => {
    const files = [path.join(folder, '評価1.xlsx'), path.join(folder, '評価2.xlsx')] as const;
    const plan = [
      { no: '101', title: '港まつり', section: '港湾課', law: '■あり □なし' },
      { no: '102', title: '朝市', section: '商工課', law: '□あり ■なし', how: '委託' },
      { no: '103', title: '防災倉庫', section: '危機管理課', aim: '〔市民〕に対して〔備え〕という状態にする' },
    ];
    fs.writeFileSync(files[0], await exampleBook(plan));
    fs.writeFileSync(files[1], await exampleBook([{ no: '104', title: '水道', how: '一部委託', score: '8' }]));
    return files;
  },
  items: 4,
  named: 'G3',
  kinded: 'D5',
  sections: ['港湾課', '商工課', '危機管理課'],
  field: 'title',
  before: ['朝市', '防災倉庫'],
};

const budget: TaughtCase = {
  name: 'form 3',
  samples: (folder) => {
    const copy = (name: string): string => {
      const file = path.join(folder, name);
      fs.writeFileSync(file, fs.readFileSync(path.join(shared ?? '', 'forms', '03-budget-table', name)));
      return file;
    };
    return Promise.resolve([copy('sheets.xlsx'), copy('sheets-2.xlsx')]);
  },
  items: 7,
  named: 'O32',
  kinded: 'A44',
  sections: ['生涯学習課', '農政課', '道路管理課'],
  field: '基本情報.直接目標',
  before: ['必要な支援に早くつながる市民を増やす', '必要な支援に早くつながる市民を増やす'],
};

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
});
afterAll(removeFolders);

for (const one of [own, budget])
  describe.each(['ja', 'en'] as const)(`${one.name} (%s)`, (language) => {
    it.skipIf(one === budget && shared === undefined)(
      'is taught, proved, sent, answered, decided and printed without a mouse',
      async () => {
        const folder = lastingFolder('taught');
        const samples = await one.samples(folder);
        const desk = await startIn(language);
        open.push(desk);
        const { page } = desk;

        await beginFromSamples(desk, samples);
        await nameBox(page, one.named, '名前をつけた欄');
        await sayKind(page, one.kinded, 'text', language);
        const proof = await proved(page);
        expect(proof.isGood, proof.says).toBe(true);
        expect(proof.says).toContain(String(one.items));
        await registered(page);

        const sent = path.join(folder, 'sent');
        fs.mkdirSync(sent);
        const files = await sendTo(desk, one.sections, sent);
        expect(files).toHaveLength(3);
        const of = (section: string): string => files.find((name) => name.includes(section)) ?? '';

        // Both the section and the lead write into one box; two sections have Excel alone.
        const back = path.join(folder, '返信.xlsx');
        await answeredInProgram(of(one.sections[0]), one.field, '課の文', back);
        answeredElsewhere(of(one.sections[1]), one.before[0], '二番目の課の文');
        answeredElsewhere(of(one.sections[2]), one.before[1], '三番目の課の文');
        await typeInto(page, one.field, '取りまとめの文');
        await collected(desk, [back, of(one.sections[1]), of(one.sections[2])]);
        const conflict = await decided(page, '1');
        expect(conflict).toContain('課の文');
        expect(conflict).toContain('取りまとめの文');
        await saved(page);

        const texts = JSON.stringify(wordsOf(samples[0]));
        for (const text of ['"課の文"', '二番目の課の文', '三番目の課の文']) expect(texts).toContain(text);
        expect(texts).not.toContain('取りまとめの文');
        expect(await printedWords(desk, path.join(folder, '紙.pdf'))).toContain('課の文');
      },
      240_000,
    );
  });
