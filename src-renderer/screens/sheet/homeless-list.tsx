import type { ReactNode } from 'react';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { homelessTexts } from '../../state/homeless.ts';
import { session, type ItemRef } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { useItemRevision } from './use-field.ts';

/** «行き先のない入力»: what was typed into boxes that the workbook lacks; it can be read and copied, and is never dropped. */
export function HomelessList({ item }: { item: ItemRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  useItemRevision(item);
  const texts = homelessTexts(item);
  if (texts.length === 0) return null;
  return (
    <section className="form-sheet homeless" aria-labelledby="homeless-title">
      <h2 id="homeless-title" className="label form-label heading">
        {t('sheet.homeless')}
      </h2>
      <p className="remark">{t('sheet.homeless.why')}</p>
      <div className="pairs">
        {texts.map(({ item: of, path, text }) => (
          <div className="form-pair wide" key={`${of} ${path}`}>
            <div className="label form-label plain">{fieldLabel(path, settings)}</div>
            <textarea readOnly value={text} aria-label={fieldLabel(path, settings)} data-homeless={path} />
          </div>
        ))}
      </div>
    </section>
  );
}
