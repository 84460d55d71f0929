import { memo, type ReactNode } from 'react';
import { Button, Group, ToggleButton } from 'react-aria-components';
import { stepId, stepsOf } from '../../../src-shared/checks/timetable.ts';
import type { FormView } from '../../../src-shared/form/form-view.ts';
import { stepLabel } from '../../i18n/labels.ts';
import { zoomIn, zoomOut, zoomReset } from '../../actions/zoom.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { chooseStage, chooseStep, isYearSettled, stageByItself, stepByItself } from '../../state/due.ts';
import { summaryOf } from '../../workspace/list-rows.ts';
import { patchSession, session, type ItemRef, type OpenDocument } from '../../state/session.ts';
import { togglePaperView } from '../../workspace/paper-view.ts';
import { walk, stepItem } from '../../workspace/walk.ts';
import { zoomSteps } from '../../workspace/zoom.ts';
import { Choose } from '../frame/choose.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import { useItemRevision } from './use-field.ts';

/** − 100 % ＋: the size of the sheet or of the paper. */
function ZoomButtons(): ReactNode {
  const t = useTranslate();
  const zoom = useStore(session, (now) => now.settings.sheetZoom);
  return (
    <Group className="zoom" aria-label={t('zoom.title')}>
      <TellingButton
        className="quiet"
        aria-label={t('action.zoomOut')}
        why={zoom <= Math.min(...zoomSteps) ? t('zoom.least') : undefined}
        onPress={() => void zoomOut.run()}
      >
        −
      </TellingButton>
      <TellingButton
        className="quiet zoom-now"
        aria-label={`${t('action.zoomReset')}（${t('zoom.now', { zoom })}）`}
        why={zoom === 100 ? t('zoom.same') : undefined}
        onPress={() => void zoomReset.run()}
      >
        {t('zoom.now', { zoom })}
      </TellingButton>
      <TellingButton
        className="quiet"
        aria-label={t('action.zoomIn')}
        why={zoom >= Math.max(...zoomSteps) ? t('zoom.most') : undefined}
        onPress={() => void zoomIn.run()}
      >
        ＋
      </TellingButton>
    </Group>
  );
}

/** Which stage of a described form is to be filled in now. */
function ChooseStage({ document, form }: { document: OpenDocument; form: FormView }): ReactNode {
  const t = useTranslate();
  const automatic = form.stages.find(({ id }) => id === stageByItself(form));
  const nameOf = ({ id, name }: FormView['stages'][number]): string => name ?? id;
  const { chosenStage } = document;
  return (
    <Choose
      label={t('sheet.step')}
      showLabel
      value={chosenStage === undefined ? 'auto' : chosenStage === '' ? 'all' : chosenStage}
      options={[
        { id: 'auto', name: t('stage.auto', { stage: automatic === undefined ? t('stage.all') : nameOf(automatic) }) },
        { id: 'all', name: t('stage.all') },
        ...form.stages.map((stage) => ({ id: stage.id, name: nameOf(stage) })),
      ]}
      onChange={(id) => chooseStage(document, id)}
    />
  );
}

/** The step that is due, of the first form: by the calendar, as it was sent, or as a person says. */
function StepChoice({ document }: { document: OpenDocument }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const automatic = stepByItself(document);
  const options = [
    {
      id: 'auto',
      name: t(document.sentStep === undefined ? 'sheet.step.auto' : 'sheet.step.sent', {
        step: stepLabel(automatic, settings),
      }),
    },
    ...stepsOf(document.plan.years).map((step) => ({ id: stepId(step), name: stepLabel(step, settings) })),
  ];
  return (
    <Choose
      label={t('sheet.step')}
      showLabel
      value={document.chosenStep === undefined ? 'auto' : stepId(document.chosenStep)}
      options={options}
      onChange={(id) => chooseStep(document, id)}
    />
  );
}

/** The line above the paper: which sheet this is, what is due, and the ways onward. */
export const SheetBar = memo(function SheetBar({
  item,
  document,
}: {
  item: ItemRef;
  document: OpenDocument;
}): ReactNode {
  const t = useTranslate();
  const dueOnly = useStore(session, (now) => now.dueOnly);
  const showSettled = useStore(session, (now) => now.showSettled);
  const paperView = useStore(session, (now) => now.paperView);
  useItemRevision(item);
  const sheet = document.items.find(({ key }) => key === item.item);
  if (sheet === undefined) return null;
  const { no, title, missing, changed } = summaryOf(document, sheet);
  const { form } = document;
  return (
    <div className="sheet-bar">
      <h1>
        <span className="no">No.{no}</span> {title === '' ? t('list.noTitle') : title}
      </h1>
      <div className="sheet-nav">
        <ZoomButtons />
        <span className="steps">
          <Button aria-label={t('sheet.previous')} onPress={() => stepItem('previous')}>
            ‹
          </Button>
          <Button aria-label={t('sheet.next')} onPress={() => stepItem('next')}>
            ›
          </Button>
        </span>
      </div>
      <div className="sheet-tools">
        {form === undefined ? (
          <StepChoice document={document} />
        ) : (
          form.stages.length > 0 && <ChooseStage document={document} form={form} />
        )}
        <ToggleButton
          className="react-aria-ToggleButton paper-toggle"
          isSelected={paperView}
          onChange={togglePaperView}
        >
          {t('sheet.paper')}
        </ToggleButton>
        {/* Paper has all boxes, due or not. */}
        {!paperView && (form === undefined || form.stages.length > 0) && (
          <ToggleButton isSelected={dueOnly} onChange={(on) => patchSession({ dueOnly: on })}>
            {t('sheet.dueOnly')}
          </ToggleButton>
        )}
        {!paperView && sheet.years.some((year) => isYearSettled(document, year)) && (
          <ToggleButton isSelected={showSettled} onChange={(on) => patchSession({ showSettled: on })}>
            {t('sheet.settled')}
          </ToggleButton>
        )}
        <Button className={missing.length > 0 ? 'count missing' : 'count'} onPress={() => walk('incomplete', 'next')}>
          {t('sheet.missing', { count: missing.length })}
        </Button>
        <Button className={changed > 0 ? 'count changed' : 'count'} onPress={() => walk('changed', 'next')}>
          {t('sheet.changed', { count: changed })}
        </Button>
      </div>
    </div>
  );
});
