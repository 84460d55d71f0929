import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { TaughtCell } from '../../../src-shared/contract/teaching.ts';
import { FIELD_KINDS, type FieldKind } from '../../../src-shared/form/description.ts';
import { withBox } from '../../../src-shared/form/teach.ts';
import { unfoundBoxes, withWriting } from '../../../src-shared/form/teach-writing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { TeachState } from '../../state/teaching.ts';
import { teach } from '../../workspace/teaching.ts';
import { Choose } from '../frame/choose.tsx';

interface Place {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Rows and columns of an area, from 1. */
function placeOf(area: string): Place {
  const corners = area.split(':').map((corner) => {
    const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(corner) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    return { row: Number(digits), column };
  });
  const [first = { row: 1, column: 1 }, last = first] = corners;
  return { top: first.row, left: first.column, bottom: last.row, right: last.column };
}

interface Lead {
  readonly label: TaughtCell;
  readonly side: 'right' | 'below';
  readonly n: number;
}

/** Labels that could lead to a cell: those at its left in its rows, and those over it in its columns; the nearest first. */
function leadsTo(cell: TaughtCell, cells: readonly TaughtCell[]): readonly Lead[] {
  const own = placeOf(cell.area);
  const placed = cells.map((one) => ({ one, at: placeOf(one.area) }));
  const labels = placed.filter(({ one }) => one.what === 'label' && one.cell !== cell.cell && one.text.length <= 60);
  const beside = labels
    .filter(({ at }) => at.top <= own.bottom && at.bottom >= own.top && at.right < own.left)
    .toSorted((a, b) => b.at.right - a.at.right);
  const over = labels
    .filter(({ at }) => at.left <= own.right && at.right >= own.left && at.bottom < own.top)
    .toSorted((a, b) => b.at.bottom - a.at.bottom);
  /** Boxes that stand between the label and the cell: the description counts them. */
  const between = (isBetween: (at: Place) => boolean): number =>
    placed.filter(({ one, at }) => one.what !== 'label' && isBetween(at)).length + 1;
  return [
    ...beside.slice(0, 3).map(({ one, at }): Lead => ({
      label: one,
      side: 'right',
      n: between(
        (other) =>
          other.top <= own.bottom && other.bottom >= own.top && other.left > at.right && other.right < own.left,
      ),
    })),
    ...over.slice(0, 3).map(({ one, at }): Lead => ({
      label: one,
      side: 'below',
      n: between(
        (other) =>
          other.left <= own.right && other.right >= own.left && other.top > at.bottom && other.bottom < own.top,
      ),
    })),
  ];
}

/** Makes a cell a box: which label leads to it, and of which kind it is. */
export function AddBox({
  state,
  cell,
  own,
}: {
  readonly state: TeachState;
  readonly cell: TaughtCell;
  readonly own: { readonly edition: string; readonly sheet: string };
}): ReactNode {
  const t = useTranslate();
  const [kind, setKind] = useState<FieldKind>('line');
  const [chosen, setChosen] = useState('0');
  /** The form's box that it is, by its path; '' for a new one. */
  const [meant, setMeant] = useState('');
  const leads = leadsTo(cell, state.read?.cells ?? []);
  if (leads.length === 0) return <p className="remark">{t('teach.leads.none')}</p>;
  const lead = leads[Number(chosen)] ?? leads[0];
  const found = (state.read?.cells ?? []).flatMap(({ path }) => path ?? []);
  const unfound = unfoundBoxes(state.now.form, own.edition, own.sheet, found);
  return (
    <>
      <Choose
        label={t('teach.leads')}
        showLabel
        value={chosen}
        options={leads.map(({ label, side }, i) => ({
          id: String(i),
          name: t(`teach.leads.${side}`, { text: label.text.replaceAll(/\s+/gu, ' ').trim() }),
        }))}
        onChange={setChosen}
      />
      {unfound.length > 0 && (
        <Choose
          label={t('teach.meant')}
          showLabel
          value={meant === '' ? 'new' : meant}
          options={[
            { id: 'new', name: t('teach.meant.new') },
            ...unfound.map(({ path, name }) => ({ id: path, name })),
          ]}
          onChange={(id) => setMeant(id === 'new' ? '' : id)}
        />
      )}
      {meant === '' && (
        <Choose
          label={t('teach.kind')}
          showLabel
          value={kind}
          options={FIELD_KINDS.map((id) => ({ id, name: t(`teach.kind.${id}`) }))}
          onChange={(id) => setKind(id as FieldKind)}
        />
      )}
      <Button
        onPress={() => {
          if (lead === undefined) return;
          const { label, side, n } = lead;
          const writing = label.text.trim();
          teach(
            (form) =>
              meant !== ''
                ? withWriting(form, own.edition, own.sheet, meant, writing)
                : withBox(form, {
                    ...own,
                    at: cell.area,
                    label: { text: writing, at: label.area },
                    side,
                    n,
                    kind,
                    row: placeOf(cell.area).top,
                  }),
            cell,
          );
        }}
      >
        {t(meant === '' ? 'teach.add' : 'teach.meant.add')}
      </Button>
    </>
  );
}
