import type { ReactNode } from 'react';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { ItemRef } from '../../state/session.ts';
import { Box } from './box.tsx';
import { Label, Row } from './parts.tsx';
import { SectionsBox } from './sections-box.tsx';

/** The form's head: pillar, items, number, sections, title, background. */
export function HeadBlock({
  item,
  due,
  full,
}: {
  item: ItemRef;
  due: (path: FieldPath) => boolean;
  full: boolean;
}): ReactNode {
  const t = useTranslate();
  return (
    <div className="head">
      {full && <Box item={item} path="pillar" due={due('pillar')} className="pillar" />}
      <div className="head-grid">
        {full && (
          <>
            <Label>{t('form.majorItem')}</Label>
            <Box item={item} path="majorItem" due={due('majorItem')} />
            <Label>{t('form.no')}</Label>
            <Box item={item} path="no" due={due('no')} className="number" />
            <Label>{t('form.middleItem')}</Label>
            <Box item={item} path="middleItem" due={due('middleItem')} />
            <Label className="sections-label">{t('form.sections')}</Label>
            <SectionsBox item={item} due={due('sections')} />
          </>
        )}
        <Label className="title-label">{t('form.title')}</Label>
        <Box item={item} path="title" due={due('title')} className={full ? 'title' : 'title wide'} />
      </div>
      {full && (
        <Row columns="var(--label-column) 1fr">
          <Label>{t('form.background')}</Label>
          <Box item={item} path="background" due={due('background')} rows={4} />
        </Row>
      )}
    </div>
  );
}
