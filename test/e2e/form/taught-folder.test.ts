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
  collectedOthers,
  decided,
  openedFolder,
  printedWords,
  proved,
  registered,
  savedAll,
  sendTo,
  startIn,
  typeInto,
  wordsOf,
} from './taught-round.ts';

/** A plan that is a folder of workbooks, one item each: opened as one plan, sent, collected, decided, saved each, by keyboard alone. */

interface FolderCase {
  readonly name: string;
  /** Puts the workbooks into the folder; gives two samples. */
  put(folder: string): Promise<readonly [string, string]>;
  readonly items: number;
  /** The last one of the folder is in front when it is open; it is the first here. */
  readonly workbooks: readonly { readonly file: string; readonly section: string; readonly title: string }[];
}

const shared = process.env['KOHYO_SHARED'];

const own: FolderCase = {
  name: 'the project’s own form',
  put: async (folder) => {
    const plan = [
      { no: '101', title: '港まつり', section: '港湾課', law: '■あり □なし' },
      { no: '102', title: '朝市', section: '商工課', law: '□あり ■なし', how: '委託' },
      { no: '103', title: '防災倉庫', section: '危機管理課', how: '一部委託', score: '8' },
      { no: '104', title: '水道', section: '水道課', aim: '〔市民〕に対して〔備え〕という状態にする' },
    ];
    const files = plan.map(({ no }) => path.join(folder, `事業${no}.xlsx`));
    for (const [i, item] of plan.entries()) fs.writeFileSync(files[i]!, await exampleBook([item]));
    return [files[0]!, files[1]!];
  },
  items: 4,
  workbooks: [
    { file: '事業104.xlsx', section: '水道課', title: '水道' },
    { file: '事業101.xlsx', section: '港湾課', title: '港まつり' },
    { file: '事業102.xlsx', section: '商工課', title: '朝市' },
  ],
};

const many: FolderCase = {
  name: 'form 7',
  put: (folder) => {
    const names = ['shisaku-01.xlsx', 'shisaku-04.xlsx', 'shisaku-06-plan.xlsx', 'shisaku-10.xlsx'];
    for (const name of names)
      fs.writeFileSync(
        path.join(folder, name),
        fs.readFileSync(path.join(shared ?? '', 'forms', '07-many-sheets', name)),
      );
    return Promise.resolve([path.join(folder, names[0]!), path.join(folder, names[1]!)]);
  },
  items: 4,
  workbooks: [
    { file: 'shisaku-10.xlsx', section: 'スポーツ推進課', title: 'スポーツ施設利用環境整備事業' },
    { file: 'shisaku-01.xlsx', section: '生涯学習課', title: '移動図書館ひまわり号運行事業' },
    { file: 'shisaku-04.xlsx', section: '農政課', title: '特産いちじく販路拡大支援事業' },
  ],
};

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
});
afterAll(removeFolders);

for (const one of [own, many])
  describe.each(['ja', 'en'] as const)(`a folder of ${one.name} (%s)`, (language) => {
    it.skipIf(one === many && shared === undefined)(
      'is one plan: sent, answered, decided and saved without a mouse',
      async () => {
        const folder = lastingFolder('plan');
        const away = lastingFolder('away');
        const samples = await one.put(folder);
        const desk = await startIn(language);
        open.push(desk);
        const { page } = desk;
        await beginFromSamples(desk, samples);
        expect((await proved(page)).isGood).toBe(true);
        await registered(page);
        await openedFolder(desk, folder, one.items);

        const [front, ...others] = one.workbooks;
        const files = await sendTo(
          desk,
          one.workbooks.map(({ section }) => section),
          away,
        );
        expect(files).toHaveLength(3);
        const of = (section: string): string => files.find((name) => name.includes(section)) ?? '';
        // Each has its own item and nobody else's.
        for (const { section, title } of one.workbooks) {
          const said = JSON.stringify(wordsOf(of(section)));
          expect(one.workbooks.filter((other) => said.includes(other.title)).map((other) => other.title)).toEqual([
            title,
          ]);
        }

        const back = path.join(away, '返信.xlsx');
        await answeredInProgram(of(front!.section), 'title', '課の名前', back);
        for (const { section, title } of others) answeredElsewhere(of(section), title, `${section}の名前`);
        await typeInto(page, 'title', '取りまとめの名前');
        await collected(desk, [back, ...others.map(({ section }) => of(section))]);
        expect(await decided(page, '1')).toContain('取りまとめの名前');
        await collectedOthers(page, others.length);
        await savedAll(page);

        const said = (file: string): string => JSON.stringify(wordsOf(path.join(folder, file)));
        expect(said(front!.file)).toContain('"課の名前"');
        for (const { file, section } of others) expect(said(file)).toContain(`${section}の名前`);
        expect(await printedWords(desk, path.join(away, '紙.pdf'))).toContain('の名前');
      },
      240_000,
    );
  });
