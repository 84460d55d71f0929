import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { works } from '../../state/works.ts';

/** What runs, how far it is, and the way to stop it: in sight whatever page is in front. */
export function WorksLine(): ReactNode {
  const t = useTranslate();
  const running = useStore(works, (now) => now);
  if (running.length === 0) return null;
  return (
    <section className="works" aria-label={t('works')}>
      {running.map(({ id, label, done, total, stop }) => (
        <div key={id} className="work">
          <output>{total === 0 ? t('work.running', { label }) : t('work.progress', { label, done, total })}</output>
          <progress aria-label={label} {...(total === 0 ? {} : { value: done, max: total })} />
          {stop !== undefined && (
            <Button className="small" aria-label={t('work.stopOf', { label })} onPress={stop}>
              {t('work.stop')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
