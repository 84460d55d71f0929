import { useMemo, useState, type ReactNode } from 'react';
import { Button, Label, Radio, RadioGroup } from 'react-aria-components';
import type { Cells } from '../../../src-shared/domain/clipboard-cells.ts';
import { pasteCells, planPaste, spreads, type PastedCell, type Spread } from '../../editing/paste.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, session, type FieldRef } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

const willChange = ({ path, before, text, problem }: PastedCell): boolean =>
  path !== undefined && problem === undefined && before !== text;

/** Copied cells, spread over boxes: what would stand where is seen first, and it is one step of undo. */
export function PasteDialog({ field, cells }: { field: FieldRef; cells: Cells }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [spread, setSpread] = useState<Spread>('boxes');
  const plan = useMemo(() => planPaste(field, cells, spread), [field, cells, spread]);
  const count = plan.filter(willChange).length;
  const left = plan.filter(({ problem }) => problem !== undefined).length;
  const leave = (): void => {
    closeDialog();
    setTimeout(() => goToField(field));
  };
  return (
    <DialogFrame
      title={t('paste.title')}
      size="large"
      onClose={leave}
      answers={
        <>
          <Button onPress={leave}>{t('cancel')}</Button>
          <TellingButton
            className="primary"
            why={count === 0 ? t('paste.nothing') : undefined}
            onPress={() => {
              pasteCells(field, plan);
              leave();
            }}
          >
            {t('paste.run', { count })}
          </TellingButton>
        </>
      }
    >
      <p>
        {t('paste.text', {
          rows: cells.length,
          columns: Math.max(...cells.map((row) => row.length)),
          field: fieldLabel(field.path, settings),
        })}
      </p>
      <RadioGroup className="radios" value={spread} onChange={(next) => setSpread(next as Spread)}>
        <Label>{t('paste.spread')}</Label>
        <div className="radio-row">
          {spreads.map((id) => (
            <Radio key={id} value={id}>
              {t(`paste.spread.${id}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {left > 0 && <p className="remark">{t('paste.left', { count: left })}</p>}
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="table-scroll" aria-label={t('paste.preview')} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('paste.box')}</th>
              <th scope="col">{t('paste.before')}</th>
              <th scope="col">{t('paste.after')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.map(({ path, before, text, problem }, index) => (
              <tr key={index} data-problem={problem}>
                <th scope="row">{path === undefined ? t('paste.no-box') : fieldLabel(path, settings)}</th>
                <td>{before}</td>
                <td>
                  {text}
                  {problem !== undefined && problem !== 'no-box' && (
                    <span className="tag strong">{t(`paste.${problem}`)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </DialogFrame>
  );
}
