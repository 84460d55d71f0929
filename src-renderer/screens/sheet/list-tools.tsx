import type { CSSProperties, ReactNode } from 'react';
import { formOf } from '../../../src-shared/form/forms.ts';
import { saidPart } from '../../../src-shared/form/said.ts';
import { addRow, canAddRow, removeRow } from '../../editing/rows.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { itemOf, session, type ItemRef } from '../../state/session.ts';
import { say } from '../../workspace/say.ts';
import { TellingButton } from '../frame/telling-button.tsx';

interface ListProps {
  readonly item: ItemRef;
  /** The table's id. */
  readonly list: string;
  readonly style: CSSProperties;
}

/** Below the records of a list: adds one. */
export function AddRow({ item, list, style }: ListProps): ReactNode {
  const t = useTranslate();
  return (
    <div className="rows-foot" style={style}>
      <TellingButton
        className="quiet"
        why={canAddRow(item, list) ? undefined : t('rows.full')}
        onPress={() => void addRow(item, list)}
      >
        ＋ {t('rows.add')}
      </TellingButton>
    </div>
  );
}

/** Beside a record of a list, in the margin: removes it. */
export function RemoveRow({ item, list, row, style }: ListProps & { readonly row: number }): ReactNode {
  const t = useTranslate();
  const form = formOf(itemOf(item) ?? {});
  const table = form.lists.find(({ id }) => id === list);
  const name = saidPart(form, `${list}.row`, session.get().settings.language) ?? `${table?.shown ?? ''} {row}`;
  return (
    <div className="tool" style={style}>
      <button
        type="button"
        className="remove"
        tabIndex={-1}
        aria-label={t('rows.remove', { row: name.replace('{row}', String(row + 1)) })}
        onClick={() => {
          if (!removeRow(item, list, row)) say('rows.stays');
        }}
      >
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
