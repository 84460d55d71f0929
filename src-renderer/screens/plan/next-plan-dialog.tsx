import { useState, type ReactNode } from 'react';
import { Button, Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { CarriedBlock } from '../../../src-shared/contract/plan-making.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { carriedBlocks } from '../../../src-shared/form/roll-over.ts';
import { saidPart } from '../../../src-shared/form/said.ts';
import { yearsBetween } from '../../../src-shared/contract/plan-table.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { makeNextPlan } from '../../workspace/plan-making.ts';
import { closeDialog, documentOf, session } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { SpanFields, type PlanSpan } from './plan-span.tsx';
import { usePlanWork } from './use-plan-work.ts';
import { TellingButton } from '../frame/telling-button.tsx';

/** «次期計画を作成»: which items go on, which of their texts, and for which years. */
export function NextPlanDialog({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const opened = documentOf(document);
  const old = opened?.plan.years ?? [];
  const end = old.at(-1);
  const [span, setSpan] = useState<PlanSpan>({
    title: '',
    first: end === undefined ? '' : String(end + 1),
    last: end === undefined ? '' : String(end + old.length),
  });
  const { title } = span;
  const [left, setLeft] = useState<readonly string[]>([]);
  const form = formOf(opened?.items[0] ?? {});
  const offered = carriedBlocks(form);
  const [carry, setCarry] = useState<readonly CarriedBlock[]>(offered.flatMap(({ id, usual }) => (usual ? [id] : [])));
  const [showOld, setShowOld] = useState(true);
  const { busy, failure, during } = usePlanWork();
  const years = yearsBetween(span.first, span.last);
  const all = opened?.items ?? [];
  const items = all.map(({ key }) => key).filter((key) => !left.includes(key));
  const ready = title.trim() !== '' && years.length > 0 && items.length > 0;
  /** The overall grade decides whether an item goes on. */
  const gradeOf = ({ key, fields }: ItemSheet): string => {
    const path = form.withRole('grade').find(({ hasYear }) => !hasYear)?.template ?? '';
    const grade = fields[path] === undefined ? '' : textOf({ document, item: key, path });
    return grade.trim() === '' ? '' : `　${t('plan.overall', { grade: grade.replace(/\s+/gu, '') })}`;
  };
  const make = () =>
    during(() => makeNextPlan(document, { title: title.trim(), years: [...years], items, carry: [...carry], showOld }));
  return (
    <DialogFrame
      title={t('plan.next')}
      hasDraft={title !== '' || left.length > 0}
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <TellingButton className="primary" why={ready ? undefined : t('plan.next.lacks')} onPress={() => void make()}>
            {t('plan.make')}
          </TellingButton>
        </>
      }
    >
      <div className="plan-fields" aria-busy={busy}>
        <SpanFields span={span} onChange={setSpan} />
        <CheckboxGroup
          value={[...carry]}
          onChange={(now) => setCarry(offered.flatMap(({ id }) => (now.includes(id) ? [id] : [])))}
        >
          <Label>{t('plan.carry')}</Label>
          {offered.map(({ id, field }) => (
            <Tick key={id} value={id} text={saidPart(form, id, language) ?? field.shown} />
          ))}
        </CheckboxGroup>
        <Checkbox className="checkbox" isSelected={showOld} onChange={setShowOld}>
          <span className="check-mark" aria-hidden="true" />
          {t('plan.showOld')}
        </Checkbox>
        <CheckboxGroup
          className="plan-items"
          value={items}
          onChange={(now) => setLeft(all.map(({ key }) => key).filter((key) => !now.includes(key)))}
        >
          <Label>{t('plan.chosen')}</Label>
          {all.map((item) => (
            <Tick
              key={item.key}
              value={item.key}
              text={`No.${item.no} ${item.fields.title?.text ?? item.sheet}${gradeOf(item)}`}
            />
          ))}
        </CheckboxGroup>
        {busy && <output>{t('plan.working')}</output>}
        {failure !== undefined && <p role="alert">{sentence(failure, language)}</p>}
      </div>
    </DialogFrame>
  );
}

const Tick = ({ value, text }: { readonly value: string; readonly text: string }): ReactNode => (
  <Checkbox className="checkbox" value={value}>
    <span className="check-mark" aria-hidden="true" />
    {text}
  </Checkbox>
);
