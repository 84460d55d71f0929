import { localDay } from '../../../src-shared/domain/local-time.ts';
import { changeKind } from '../../../src-shared/merge/text.ts';
import { paperWidth, type ListPaper } from '../../../src-shared/paper/list-paper.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord } from './records.ts';
import { undecided, type OpenQuestion } from './undecided.ts';

const kinds: Readonly<Record<OpenQuestion['kind'], string>> = {
  conflict: '食い違い',
  item: 'どの個票か',
  row: '表の下の行',
  resubmission: '差し替えか',
  file: 'この計画のファイルか',
};

/** For the one who collects, as a workbook: everything that is undecided, and who returned what and when. */
export function collectorList(state: ExchangeState): ListPaper {
  const open = undecided(state).map(({ question }) => question);
  const text = (value: string | null): string => value ?? '';
  const widths = [70, 90, 90, 40, 60, 40, 130, 130, 95];
  return {
    name: '確認事項',
    title: '確認事項と回収の一覧',
    notes: [`確認事項 ${open.length}件、回収したファイル ${state.files.size + state.knowledge.leftOut.size}件`],
    landscape: true,
    widths: widths.map((width) => (width * paperWidth(true)) / widths.reduce((sum, one) => sum + one, 0)),
    tables: [
      {
        heading: '確認事項',
        columns: ['種類', '課', 'ファイル', 'No.', 'シート', 'セル', '本庁の文', '返ってきた文', '番号'].map(
          (heading) => ({
            heading,
            look: 'text',
          }),
        ),
        rows: open.map(({ id, kind, file, section, no, sheet, cell, mine, theirs }) => [
          kinds[kind],
          text(section),
          text(file),
          text(no),
          text(sheet),
          text(cell),
          text(mine),
          theirs.map((one) => (theirs.length > 1 ? `${one.file}: ${one.text}` : one.text)).join('\n'),
          id,
        ]),
      },
      {
        heading: '回収したファイル',
        columns: [
          { heading: '課', look: 'text' },
          { heading: 'ファイル', look: 'text' },
          { heading: '担当', look: 'text' },
          { heading: '変更', look: 'number' },
          { heading: '空にした', look: 'number' },
          { heading: '保存', look: 'text' },
          { heading: '取り込み', look: 'text' },
          { heading: '扱い', look: 'text' },
        ],
        rows: returnedRows(state),
      },
    ],
  };
}

function returnedRows(state: ExchangeState): readonly (readonly string[])[] {
  const taken = new Map<string, string>();
  for (const record of state.memory.records) {
    if (record.kind !== 'collected') continue;
    for (const { hash } of record.files) {
      const known = taken.get(hash);
      if (known === undefined || record.at < known) taken.set(hash, record.at);
    }
  }
  const all = [...state.files.values(), ...state.knowledge.leftOut.values()];
  return all
    .map((file) => ({ file, at: taken.get(file.hash) ?? '' }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.file.name < b.file.name ? -1 : 1))
    .map(({ file, at }) => {
      const changes = file.items.flatMap((reading) => ('changes' in reading ? reading.changes : []));
      const emptied = changes.filter(({ base, theirs }) => changeKind(base ?? '', theirs) === 'emptied');
      return [
        file.section ?? '',
        file.name,
        file.who ?? '',
        String(changes.length),
        String(emptied.length),
        file.when === undefined ? '' : localDay(file.when),
        at === '' ? '' : localDay(at),
        standing(state, file),
      ];
    });
}

function standing(state: ExchangeState, file: FileRecord): string {
  if (state.knowledge.leftOut.has(file.hash)) return '除外';
  if (state.knowledge.isHeld(file)) return '確認待ち';
  return state.replaced.has(file.hash) ? '差し替え前' : '取り込み済み';
}
