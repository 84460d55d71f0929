import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { print } from '../../actions/print.ts';
import { replace } from '../../actions/replace.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { showExchange } from '../../workspace/exchange.ts';
import { clearMarks, marks } from '../../workspace/marks.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

/** What can be done with the marked sheets alone; nothing while none is marked. */
export function MarkBar(): ReactNode {
  const t = useTranslate();
  const active = useStore(session, (now) => now.active);
  const count = useStore(marks, (now) => [...now.values()].filter(({ document }) => document === active).length);
  if (active === undefined || count === 0) return null;
  return (
    <section className="list-chips marks" aria-label={t('list.marks')}>
      <output>{t('list.marks.count', { count })}</output>
      <Button className="react-aria-Button small" onPress={() => void print.run()}>
        {t('action.print')}
      </Button>
      <Button className="react-aria-Button small" onPress={() => showExchange('send')}>
        {t('list.marks.send')}
      </Button>
      <Button className="react-aria-Button small" onPress={() => void replace.run()}>
        {t('list.marks.replace')}
      </Button>
      <Button className="react-aria-Button small" onPress={() => clearMarks(active)}>
        {t('list.marks.clear')}
      </Button>
    </section>
  );
}
