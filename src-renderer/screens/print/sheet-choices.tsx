import type { ReactNode } from 'react';
import { isPageList } from '../../../src-shared/paper/page-list.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { copiesOf } from '../../workspace/print-choices.ts';
import { Choose } from '../frame/choose.tsx';
import { Line } from '../plan/fields.tsx';
import { Ticks } from './ticks.tsx';
import type { ChoicesProps } from './choices-props.ts';

/** How the pages go on paper. */
export function SheetChoices({ choices, change }: ChoicesProps): ReactNode {
  const t = useTranslate();
  const on = [...(choices.grey ? ['grey' as const] : []), ...(choices.bothSides ? ['bothSides' as const] : [])];
  return (
    <fieldset>
      <legend>{t('print.sheet')}</legend>
      <div className="print-row">
        <Line
          label={t('print.range.pages')}
          value={choices.pages}
          onChange={(pages) => change({ pages: pages.slice(0, 500) })}
          isInvalid={!isPageList(choices.pages)}
        />
        <Line
          label={t('print.copies')}
          value={choices.copies}
          onChange={(copies) => change({ copies: copies.slice(0, 3) })}
          isInvalid={copiesOf(choices) === undefined}
        />
      </div>
      <Choose
        label={t('print.perSheet')}
        showLabel
        value={choices.perSheet}
        options={(['1', '2'] as const).map((id) => ({ id, name: t(`print.perSheet.${id}`) }))}
        onChange={(id) => change({ perSheet: id === '2' ? '2' : '1' })}
      />
      <Ticks
        options={[
          ['grey', t('print.grey')],
          ['bothSides', t('print.bothSides')],
        ]}
        chosen={on}
        onChange={(next) => change({ grey: next.includes('grey'), bothSides: next.includes('bothSides') })}
      />
    </fieldset>
  );
}
