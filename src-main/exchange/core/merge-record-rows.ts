import type { MergeRecordRow } from '../../../src-shared/domain/exchange.ts';
import { localDay } from '../../../src-shared/domain/local-time.ts';
import type { ExchangeState } from './exchange-state.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

const outcomes = { settled: '本庁の文', taken: '採用', merged: '統合', decided: '決定', conflict: '未決定' } as const;

/** The merge record of everything taken in: a line for each text that a file gave, its outcome and who decided. */
export function mergeRecordRows(state: ExchangeState, labelOf: (path: string) => string): readonly MergeRecordRow[] {
  return state.fields().flatMap((entry) => {
    const item = state.master.items[entry.item]!;
    const deciders = entry.state.decisions
      .map(({ who, when }) =>
        [who ?? '', when === undefined ? '' : localDay(when)].filter((part) => part !== '').join(' '),
      )
      .filter((text) => text !== '');
    return entry.state.versions.map((version): MergeRecordRow => {
      const file = state.files.get(version.file);
      const { kind, text } = entry.resolution;
      const dropped = kind !== 'conflict' && kind !== 'merged' && text !== version.value;
      return {
        no: item.no,
        title: titleIn(item),
        field: labelOf(entry.path),
        outcome: state.replaced.has(version.file) ? '差し替え前' : dropped ? '不採用' : outcomes[kind],
        before: version.base ?? '',
        after: version.value,
        section: file?.section ?? '',
        who: file?.who ?? '',
        when: file?.when ?? '',
        file: file?.name ?? '',
        hash: version.file,
        decidedBy: deciders.join('、'),
      };
    });
  });
}
