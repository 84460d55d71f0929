import type { ReactNode } from 'react';
import { stepId, stepsOf } from '../../../src-shared/checks/timetable.ts';
import { dividerKinds } from '../../../src-shared/paper/item-groups.ts';
import { dimensions } from '../../../src-shared/glance/plan.ts';
import { parseBands, rateRules } from '../../../src-shared/glance/rates.ts';
import { listColumnIds, listGroups } from '../../../src-shared/paper/item-list.ts';
import { meetingBlocks } from '../../../src-shared/paper/meeting.ts';
import { isListPaper, paperKinds } from '../../../src-shared/contract/print-order.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import type { FormModel } from '../../../src-shared/form/model.ts';
import { saidPart } from '../../../src-shared/form/said.ts';
import { stepLabel } from '../../i18n/labels.ts';
import { messages, useTranslate, type MessageKey } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { Choose } from '../frame/choose.tsx';
import { Line } from '../plan/fields.tsx';
import { oneOf } from './one-of.ts';
import { Ticks } from './ticks.tsx';
import type { ChoicesProps } from './choices-props.ts';

const blockWords = (form: FormModel, id: string): string => form.blocks.find((block) => block.id === id)?.words ?? id;
const columnWords = (form: FormModel, id: string): string =>
  form.fields.find(({ template }) => template === id)?.shown ?? blockWords(form, id);

/** Which paper, and what belongs to it: blocks, columns, the step, cover and contents. */
export function PaperChoices({ document, choices, change }: ChoicesProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const said = (id: string): string | undefined => saidPart(form, id, settings.language);
  /** Columns that lists of every form have. */
  const ownColumn = (id: string): string | undefined =>
    Object.hasOwn(messages, `print.column.${id}`) ? t(`print.column.${id}` as MessageKey) : undefined;
  const { paper } = choices;
  const form = formOf(document.items[0] ?? {});
  return (
    <fieldset>
      <legend>{t('print.paper')}</legend>
      <Choose
        label={t('print.paper')}
        value={paper}
        options={paperKinds.map((id) => ({ id, name: t(`print.paper.${id}`) }))}
        onChange={(id) => {
          const next = oneOf(paperKinds, id);
          // A list is about all items unless a person says otherwise.
          change({ paper: next, ...(isListPaper(next) && choices.range === 'item' ? { range: 'all' } : {}) });
        }}
      />
      {paper === 'meeting' && (
        <Ticks
          label={t('print.blocks')}
          options={meetingBlocks(form).map((id) => [id, said(id) ?? blockWords(form, id)] as const)}
          chosen={choices.blocks}
          onChange={(blocks) => change({ blocks })}
        />
      )}
      {paper === 'list' && (
        <Ticks
          label={t('print.columns')}
          options={listColumnIds(form).map((id) => [id, ownColumn(id) ?? said(id) ?? columnWords(form, id)] as const)}
          chosen={choices.columns}
          onChange={(columns) => change({ columns })}
        />
      )}
      {isListPaper(paper) && <ListChoices choices={choices} change={change} />}
      {paper === 'comparison' && (
        <Ticks
          options={[['newFirst', t('print.newFirst')]]}
          chosen={choices.newFirst ? ['newFirst'] : []}
          onChange={(on) => change({ newFirst: on.length > 0 })}
        />
      )}
      {paper === 'missing' && (
        <Choose
          label={t('print.step')}
          showLabel
          value={choices.step}
          options={stepsOf(document.plan.years, form).map((step) => ({
            id: stepId(step),
            name: stepLabel(step, settings),
          }))}
          onChange={(step) => change({ step })}
        />
      )}
      {!isListPaper(paper) && paper !== 'comparison' && (
        <>
          <Ticks
            options={[['booklet', t('print.booklet')]]}
            chosen={choices.booklet ? ['booklet'] : []}
            onChange={(on) => change({ booklet: on.length > 0 })}
          />
          {choices.booklet && <BookletChoices choices={choices} change={change} />}
        </>
      )}
    </fieldset>
  );
}

/** What a list is titled, by what it is grouped, and by what its indicators are judged. */
function ListChoices({ choices, change }: Pick<ChoicesProps, 'choices' | 'change'>): ReactNode {
  const t = useTranslate();
  const { paper } = choices;
  return (
    <>
      <Line label={t('print.plan')} value={choices.plan} onChange={(plan) => change({ plan: plan.slice(0, 200) })} />
      {(paper === 'list' || paper === 'indicators') && (
        <Choose
          label={t('print.group')}
          showLabel
          value={choices.group}
          options={(['usual', ...listGroups] as const).map((id) => ({ id, name: t(`print.group.${id}`) }))}
          onChange={(id) => change({ group: oneOf(['usual', ...listGroups], id) })}
        />
      )}
      {paper === 'tally' && (
        <Choose
          label={t('print.by')}
          showLabel
          value={choices.by}
          options={(['usual', ...dimensions] as const).map((id) => ({ id, name: t(`print.group.${id}`) }))}
          onChange={(id) => change({ by: oneOf(['usual', ...dimensions], id) })}
        />
      )}
      {paper === 'indicators' && (
        <>
          <Choose
            label={t('print.rule')}
            showLabel
            value={choices.rule}
            options={rateRules.map((id) => ({ id, name: t(`print.rule.${id}`) }))}
            onChange={(id) => change({ rule: oneOf(rateRules, id) })}
          />
          <Line
            label={t('print.bands')}
            value={choices.bands}
            onChange={(bands) => change({ bands: bands.slice(0, 500) })}
            isInvalid={choices.bands.trim() !== '' && parseBands(choices.bands) === undefined}
          />
        </>
      )}
    </>
  );
}

function BookletChoices({ choices, change }: Pick<ChoicesProps, 'choices' | 'change'>): ReactNode {
  const t = useTranslate();
  return (
    <div className="print-booklet">
      <Line
        label={t('print.booklet.title')}
        value={choices.title}
        onChange={(title) => change({ title: title.slice(0, 200) })}
      />
      <Line
        label={t('print.booklet.meeting')}
        value={choices.meeting}
        onChange={(meeting) => change({ meeting: meeting.slice(0, 200) })}
      />
      <Line
        label={t('print.booklet.date')}
        value={choices.date}
        onChange={(date) => change({ date: date.slice(0, 200) })}
      />
      <Choose
        label={t('print.dividers')}
        showLabel
        value={choices.dividers}
        options={dividerKinds.map((id) => ({ id, name: t(`print.dividers.${id}`) }))}
        onChange={(id) => change({ dividers: oneOf(dividerKinds, id) })}
      />
    </div>
  );
}
