import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, OpenSheetView } from '../../../src-shared/domain/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { answer, identify } from '../../workspace/exchange.ts';
import { documentOf } from '../../state/session.ts';
import { Choose } from '../frame/choose.tsx';

function OpenSheet({ document, sheet }: { document: string; sheet: OpenSheetView }): ReactNode {
  const t = useTranslate();
  const [item, setItem] = useState(sheet.item ?? '');
  const items = documentOf(document)?.items ?? [];
  return (
    <div className="question">
      <p>
        {t('exchange.sheet', { file: sheet.fileName, sheet: sheet.sheet, no: sheet.returnedNo })}
        <span className="tag strong">
          {sheet.status === 'renumbered'
            ? t('exchange.status.renumbered', {
                from: items.find(({ key }) => key === sheet.item)?.no ?? '',
                to: sheet.returnedNo,
              })
            : t(`exchange.status.${sheet.status}`)}
        </span>
      </p>
      <div className="row">
        <Choose
          label={t('exchange.sheet.item')}
          showLabel
          value={item}
          options={[
            { id: '', name: t('exchange.sheet.none') },
            ...items.map(({ key, no, fields }) => ({ id: key, name: `No.${no} ${fields.title?.text ?? ''}` })),
          ]}
          onChange={setItem}
        />
        <Button onPress={() => void identify(document, sheet.file, sheet.sheet, item === '' ? null : item)}>
          {t('exchange.sheet.set')}
        </Button>
      </div>
    </div>
  );
}

/** «差し替えですか», one per file, and sheets of which nobody has said whose they are. */
export function OpenQuestions({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  return (
    <>
      {view.questions.map(({ file, fileName, earlier, earlierName }) => (
        <div key={`${file} ${earlier}`} className="question">
          <p>{t('exchange.question', { file: fileName, earlier: earlierName })}</p>
          <div className="row">
            <Button onPress={() => void answer(document, file, earlier, true)}>{t('exchange.question.yes')}</Button>
            <Button onPress={() => void answer(document, earlier, file, true)}>
              {t('exchange.question.reverse', { earlier: earlierName })}
            </Button>
            <Button onPress={() => void answer(document, file, earlier, false)}>{t('exchange.question.no')}</Button>
          </div>
        </div>
      ))}
      {view.sheets.map((sheet) => (
        <OpenSheet key={`${sheet.file} ${sheet.sheet}`} document={document} sheet={sheet} />
      ))}
    </>
  );
}
