import { memo, useMemo, type ReactNode } from 'react';
import { bandsOf, type Band } from '../../../src-shared/form/bands.ts';
import type { DrawnSheet } from '../../../src-shared/form/form-view.ts';
import { withRowsDrawn } from '../../../src-shared/form/drawn-rows.ts';
import { yearOfBox } from '../../../src-shared/form/facts.ts';
import { shownBand } from '../../../src-shared/form/shown-band.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { inSight, isYearSettled } from '../../state/due.ts';
import { session, type ItemRef, type OpenDocument } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { BandGrid } from './band-grid.tsx';
import { HomelessList } from './homeless-list.tsx';
import { PairList } from './pair-list.tsx';

const laid = new WeakMap<DrawnSheet, readonly Band[]>();

/** A sheet's grid, worked out once for all items that lie alike. */
function layOut(sheet: DrawnSheet): readonly Band[] {
  let bands = laid.get(sheet);
  if (bands === undefined) laid.set(sheet, (bands = bandsOf(sheet)));
  return bands;
}

export interface FormSheetProps {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly document: OpenDocument;
}

/** An item of any form: the grid of its sheets' own labels and boxes; what stands in a list as pairs of label and box. */
export const FormSheet = memo(function FormSheet({ item, sheet, document }: FormSheetProps): ReactNode {
  const showSettled = useStore(session, (now) => now.showSettled);
  const dueOnly = useStore(session, (now) => now.dueOnly);
  const { sheets } = document;
  const pieces = useMemo(() => {
    const isInSight = dueOnly ? inSight(document, sheet) : () => true;
    const showing = {
      isSettled: (path: string): boolean => {
        const year = yearOfBox(sheet, path);
        return !showSettled && year !== undefined && isYearSettled(document, year);
      },
      isLeftOut: (path: string): boolean => !isInSight(path),
    };
    return (sheet.drawn ?? []).flatMap(({ sheet: name, index }) => {
      const drawn = sheets[index];
      if (drawn === undefined) return [];
      const bands = layOut(withRowsDrawn(drawn, sheet)).flatMap((band) => shownBand(band, showing) ?? []);
      return bands.length === 0 ? [] : [{ name, bands }];
    });
  }, [document, sheets, sheet, showSettled, dueOnly]);
  const rest = useMemo(() => {
    const drawn = new Set(
      (sheet.drawn ?? []).flatMap(({ index }) => {
        const own = sheets[index];
        return own === undefined ? [] : withRowsDrawn(own, sheet).cells.flatMap(({ path }) => path ?? []);
      }),
    );
    const isInSight = dueOnly ? inSight(document, sheet) : () => true;
    return Object.values(sheet.fields).filter(
      (field) => field !== undefined && !drawn.has(field.path) && isInSight(field.path),
    );
  }, [document, sheets, sheet, dueOnly]);
  return (
    <>
      {pieces.map(({ name, bands }) => (
        <section className="form-sheet" key={name} aria-label={name}>
          {pieces.length > 1 && <h2 className="form-sheet-name">{name}</h2>}
          {bands.map((band, i) => (
            // A sheet's stretches have no names; those of items that lie alike are the same in number.
            // oxlint-disable-next-line react/no-array-index-key
            <BandGrid key={i} item={item} sheet={sheet} document={document} band={band} />
          ))}
        </section>
      ))}
      {rest.length > 0 && (
        <PairList item={item} sheet={sheet} document={document} fields={rest.flatMap((field) => field ?? [])} />
      )}
      <HomelessList item={item} />
    </>
  );
});
