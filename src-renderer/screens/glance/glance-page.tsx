import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { isComposing } from '../../editing/composing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { OpenDocument } from '../../state/session.ts';
import { leaveGlance, loadDueDays, useGlance } from '../../workspace/glance.ts';
import { BarPatterns } from './bar-parts.tsx';
import { IndicatorSection } from './indicator-section.tsx';
import { MissingSection } from './missing-section.tsx';
import { MoneySection } from './money-section.tsx';
import { StateSection } from './state-section.tsx';

/** What Escape belongs to before it leaves the page. */
const ownsEscape = 'input, [role="listbox"], [role="dialog"], [role="menu"]';

/** «計画の見取図»: the whole plan as counts and charts in place of its sheet; what is chosen in it narrows the list beside it. */
export function GlancePage({ document }: { document: OpenDocument }): ReactNode {
  const t = useTranslate();
  const { items, missing } = useGlance(document);
  const [tables, setTables] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    void loadDueDays(document.id);
    head.current?.focus();
  }, [document.id]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      if (event.target instanceof Element && event.target.closest(ownsEscape) !== null) return;
      event.preventDefault();
      leaveGlance();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <main className="glance" id="sheet" tabIndex={-1}>
      <BarPatterns />
      <header className="page-head">
        <Button onPress={leaveGlance}>‹ {t('glance.leave')}</Button>
        <h1 ref={head} tabIndex={-1}>
          {t('glance.title')} <span className="soft">{document.name}</span>
        </h1>
        <span className="push" />
        <ToggleButton isSelected={tables} onChange={setTables}>
          {t('glance.tables')}
        </ToggleButton>
      </header>
      <div className="glance-body">
        <p className="soft">{t('glance.hint')}</p>
        <StateSection document={document.id} items={items} tables={tables} />
        <MissingSection document={document} rows={missing} tables={tables} />
        <IndicatorSection document={document.id} items={items} tables={tables} />
        <MoneySection document={document.id} items={items} tables={tables} />
      </div>
    </main>
  );
}
