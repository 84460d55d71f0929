import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView } from '../../../src-shared/domain/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { keepBeside, takeWhole } from '../../workspace/exchange.ts';
import { OtherDifference } from './other-difference.tsx';

/** What is no field and differs on the sheets of files taken in: take such a sheet whole, or keep the file for reference. */
export function Besides({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  if (view.besides.length === 0) return null;
  return (
    <section className="besides" aria-label={t('exchange.beside')}>
      <h2>{t('exchange.beside')}</h2>
      <p className="soft">{t('exchange.beside.help')}</p>
      {view.besides.map(({ file, fileName, sheet, item, list }) => {
        const name = t('exchange.beside.sheet', { file: fileName, sheet, count: list.length });
        return (
          <details key={`${file} ${sheet}`}>
            <summary>{name}</summary>
            <ul>
              {list.map((one, index) => (
                <li key={index}>
                  <OtherDifference {...one} />
                </li>
              ))}
            </ul>
            <div className="row">
              {item !== undefined && (
                <Button
                  aria-label={`${t('exchange.beside.whole')}：${name}`}
                  onPress={() => void takeWhole(document, file, sheet)}
                >
                  {t('exchange.beside.whole')}
                </Button>
              )}
              <Button
                aria-label={`${t('exchange.beside.keep')}：${name}`}
                onPress={() => void keepBeside(document, file, sheet)}
              >
                {t('exchange.beside.keep')}
              </Button>
            </div>
          </details>
        );
      })}
    </section>
  );
}
