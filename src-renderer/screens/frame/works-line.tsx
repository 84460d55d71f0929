import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { works } from '../../state/works.ts';

/** What runs, how far it is, and the way to stop it: in sight whatever page is in front. */
export function WorksLine(): ReactNode {
  const t = useTranslate();
  // What is done within a second comes and goes unseen: nothing jumps for it.
  const running = useStore(works, (now) => now).filter(({ seconds }) => seconds > 0);
  if (running.length === 0) return null;
  return (
    <section className="works" aria-label={t('works')}>
      {running.map(({ id, label, done, total, seconds, stop }) => (
        <div key={id} className="work">
          <output>
            {total <= 1 ? t('work.running', { label, seconds }) : t('work.progress', { label, done, total, seconds })}
          </output>
          <progress aria-label={label} {...(total <= 1 ? {} : { value: done, max: total })} />
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
