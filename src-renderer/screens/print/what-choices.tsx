import type { ReactNode } from 'react';
import { itemOrders } from '../../../src-shared/domain/choose-items.ts';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { groupsOf, ranges } from '../../workspace/print-choices.ts';
import { markedIn } from '../../workspace/marks.ts';
import { session } from '../../state/session.ts';
import { Choose } from '../frame/choose.tsx';
import { Line } from '../plan/fields.tsx';
import { oneOf } from './one-of.ts';
import type { ChoicesProps } from './choices-props.ts';

/** Which item sheets, and in what order. */
export function WhatChoices({
  document,
  choices,
  change,
  count,
  failure,
}: ChoicesProps & { readonly count: number; readonly failure: Failure | undefined }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const { range } = choices;
  const { sections, pillars } = groupsOf(document);
  const named = (names: readonly string[]) => names.map((name) => ({ id: name, name }));
  const choose = (id: string): void => {
    const next = oneOf(ranges, id);
    change({
      range: next,
      ...(next === 'section' && choices.section === '' ? { section: sections[0] ?? '' } : {}),
      ...(next === 'pillar' && choices.pillar === '' ? { pillar: pillars[0] ?? '' } : {}),
    });
  };
  const possible = ranges.filter(
    (id) =>
      (id !== 'section' || sections.length > 0) &&
      (id !== 'pillar' || pillars.length > 0) &&
      (id !== 'marked' || markedIn(document.id).length > 0),
  );
  return (
    <fieldset>
      <legend>{t('print.what')}</legend>
      <Choose
        label={t('print.what')}
        value={range}
        options={possible.map((id) => ({ id, name: t(`print.range.${id}`) }))}
        onChange={choose}
      />
      {range === 'section' && (
        <Choose
          label={t('print.range.section')}
          value={choices.section}
          options={named(sections)}
          onChange={(section) => change({ section })}
        />
      )}
      {range === 'pillar' && (
        <Choose
          label={t('print.range.pillar')}
          value={choices.pillar}
          options={named(pillars)}
          onChange={(pillar) => change({ pillar })}
        />
      )}
      {range === 'numbers' && (
        <Line
          label={t('print.numbers')}
          value={choices.numbers}
          onChange={(numbers) => change({ numbers: numbers.slice(0, 2000) })}
          isInvalid={failure !== undefined}
        />
      )}
      {failure !== undefined && <p className="print-wrong">{sentence(failure, language)}</p>}
      {range !== 'item' && (
        <div className="print-row">
          <Choose
            label={t('print.order')}
            showLabel
            value={choices.order}
            options={itemOrders.map((id) => ({ id, name: t(`print.order.${id}`) }))}
            onChange={(id) => change({ order: oneOf(itemOrders, id) })}
          />
          <span className="faint">{t('print.count', { count })}</span>
        </div>
      )}
    </fieldset>
  );
}
