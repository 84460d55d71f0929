import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { FieldKind } from '../../../src-shared/form/description.ts';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { violationsInThemes } from '../helpers/axe.ts';
import { menuByKey } from '../helpers/keyboard.ts';
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
  /** Two boxes that are mended: one gets a name or a kind, the other a kind. */
  readonly mends: readonly ({ readonly cell: string } & ({ readonly name: string } | { readonly kind: FieldKind }))[];
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
  mends: [
    { cell: 'G3', name: '名前をつけた欄' },
    { cell: 'D5', kind: 'text' },
  ],
  sections: ['港湾課', '商工課', '危機管理課'],
  field: 'title',
  before: ['朝市', '防災倉庫'],
};

/** Copies samples of the shared forms. */
const sharedSamples =
  (form: string, first: string, second: string) =>
  (folder: string): Promise<readonly [string, string]> => {
    const copy = (name: string): string => {
      const file = path.join(folder, name);
      fs.writeFileSync(file, fs.readFileSync(path.join(shared ?? '', 'forms', form, name)));
      return file;
    };
    return Promise.resolve([copy(first), copy(second)]);
  };

const budget: TaughtCase = {
  name: 'form 3',
  samples: sharedSamples('03-budget-table', 'sheets.xlsx', 'sheets-2.xlsx'),
  items: 7,
  mends: [
    { cell: 'O32', name: '名前をつけた欄' },
    { cell: 'A44', kind: 'text' },
  ],
  sections: ['生涯学習課', '農政課', '道路管理課'],
  field: '基本情報.直接目標',
  before: ['必要な支援に早くつながる市民を増やす', '必要な支援に早くつながる市民を増やす'],
};

const list: TaughtCase = {
  name: 'the list form',
  samples: sharedSamples('01-list', 'list.xlsx', 'list-fukushi.xlsx'),
  items: 44,
  mends: [
    { cell: 'K3', kind: 'text' },
    { cell: 'U3', kind: 'person' },
  ],
  sections: ['生涯学習課', '住まい政策課', '長寿支援課'],
  field: 'title',
  before: ['空き家適正管理促進事業', '高齢者見守りネットワーク事業'],
};

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
});
afterAll(removeFolders);

for (const one of [own, budget, list])
  describe.each(['ja', 'en'] as const)(`${one.name} (%s)`, (language) => {
    it.skipIf(one !== own && shared === undefined)(
      'is taught, proved, sent, answered, decided and printed without a mouse',
      async () => {
        const folder = lastingFolder('taught');
        const samples = await one.samples(folder);
        const desk = await startIn(language);
        open.push(desk);
        const { page } = desk;

        await beginFromSamples(desk, samples);
        for (const mend of one.mends)
          if ('name' in mend) await nameBox(page, mend.cell, mend.name);
          else await sayKind(page, mend.cell, mend.kind, language);
        const hasNoBarrier = async (): Promise<void> => {
          // Japanese is asked in teach.test.ts; one form in English shows every screen.
          if (one === own && language === 'en') expect(await violationsInThemes(page)).toEqual([]);
        };
        await hasNoBarrier();
        const proof = await proved(page);
        await hasNoBarrier();
        expect(proof.isGood, proof.says).toBe(true);
        expect(proof.says).toContain(String(one.items));
        await registered(page);
        await hasNoBarrier();

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
        await menuByKey(page, 'file', 'forms');
        await page.locator('.form-entry').first().waitFor();
        const entry = await page.locator('.form-entry').first().innerText();
        // Where it is from, and where it is used.
        expect(entry).toContain(path.basename(samples[1]));
        expect(entry).toContain('.個票交換');
        await hasNoBarrier();
        await page.keyboard.press('Escape');

        const texts = JSON.stringify(wordsOf(samples[0]));
        for (const text of ['"課の文"', '二番目の課の文', '三番目の課の文']) expect(texts).toContain(text);
        expect(texts).not.toContain('取りまとめの文');
        expect(await printedWords(desk, path.join(folder, '紙.pdf'))).toContain('課の文');
      },
      300_000,
    );
  });
