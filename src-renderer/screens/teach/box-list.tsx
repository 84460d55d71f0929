import type { ReactNode } from 'react';
import type { TaughtCell } from '../../../src-shared/contract/teaching.ts';
import type { Doubt } from '../../../src-shared/failures/doubt-sentences.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { doubtsOf, isAbout, type TeachState } from '../../state/teaching.ts';
import { chooseCell, showSample } from '../../workspace/teaching.ts';
import { useOneStop, type OneStop } from './one-stop.ts';
import { focusHit } from './teach-hits.ts';

/** Boxes that are shown in a list; a sheet may have thousands. */
const mostShown = 400;

interface EntryProps {
  readonly cell: TaughtCell;
  readonly chosen: boolean;
  readonly stop: ReturnType<OneStop['button']>;
  readonly why?: string | undefined;
}

function Entry({ cell, chosen, stop, why }: EntryProps): ReactNode {
  const t = useTranslate();
  return (
    <li>
      <button
        type="button"
        className="teach-entry"
        data-what={cell.what}
        {...stop}
        aria-pressed={chosen}
        onClick={() => {
          chooseCell(cell.cell);
          focusHit(cell.cell);
        }}
      >
        <span className="teach-entry-name">
          {cell.name ?? (cell.text.trim() || t('teach.cell', { cell: cell.cell }))}
        </span>
        <span className="teach-entry-kind">
          {cell.what === 'box' ? t(`teach.kind.${cell.traits?.kind ?? 'text'}`) : cell.cell}
        </span>
        {why !== undefined && <span className="teach-entry-why">{why}</span>}
      </button>
    </li>
  );
}

/** Boxes of the sheet in a list that is one stop of Tab. */
function Entries({
  cells,
  chosen,
  whyOf,
}: {
  readonly cells: readonly TaughtCell[];
  readonly chosen: string | undefined;
  readonly whyOf?: (cell: TaughtCell) => string;
}): ReactNode {
  const shown = cells.slice(0, mostShown);
  const { keys, button } = useOneStop(
    shown.map(({ cell }) => cell),
    chosen,
  );
  return (
    // Keys of the buttons that it holds.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul {...keys}>
      {shown.map((cell) => (
        <Entry key={cell.cell} cell={cell} chosen={cell.cell === chosen} stop={button(cell.cell)} why={whyOf?.(cell)} />
      ))}
    </ul>
  );
}

/** What is doubtful first, then every box of the sheet. */
export function BoxList({ state }: { state: TeachState }): ReactNode {
  const t = useTranslate();
  const { read, sheet, cell: chosen, now, teaching, file } = state;
  const cells = read?.sheet === sheet ? read.cells : [];
  const doubtful = cells.filter((cell) => doubtsOf(state, cell).length > 0);
  const boxes = cells.filter(({ what }) => what === 'box');
  const whyOf = (cell: TaughtCell): string =>
    [...new Set(doubtsOf(state, cell).map(({ kind }) => t(`teach.doubt.${kind}`)))].join(' ');
  const elsewhere = now.doubts.filter((doubt) => !cells.some((cell) => isAbout(doubt, sheet, cell)));
  const fileOf = (doubt: Doubt): number => {
    const own = teaching.files[file]?.sheets.includes(doubt.sheet) === true;
    return own ? file : teaching.files.findIndex(({ sheets }) => sheets.includes(doubt.sheet));
  };
  return (
    <aside className="teach-list" aria-label={t('teach.list')}>
      <h2>{t('teach.doubts', { count: doubtful.length })}</h2>
      {doubtful.length === 0 && <p className="remark">{t('teach.noDoubts')}</p>}
      <Entries cells={doubtful} chosen={chosen} whyOf={whyOf} />
      {elsewhere.length > 0 && (
        <details>
          <summary>{t('teach.elsewhere', { count: elsewhere.length })}</summary>
          <ul>
            {elsewhere.slice(0, 60).map((doubt) => (
              <li key={`${doubt.sheet} ${doubt.cell} ${doubt.kind} ${doubt.path}`}>
                <button
                  type="button"
                  className="teach-entry"
                  disabled={fileOf(doubt) < 0}
                  onClick={() => void showSample(fileOf(doubt), doubt.sheet, doubt.cell)}
                >
                  <span className="teach-entry-name">
                    {doubt.sheet} {doubt.cell}
                  </span>
                  <span className="teach-entry-why">{t(`teach.doubt.${doubt.kind}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <h2>{t('teach.boxes', { count: boxes.length })}</h2>
      <Entries cells={boxes} chosen={chosen} />
    </aside>
  );
}
