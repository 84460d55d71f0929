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

/** A file, or a row below a list: taken, or not. */
function TakenOrNot({ document, sheet }: { document: string; sheet: OpenSheetView }): ReactNode {
  const t = useTranslate();
  const about = sheet.about ?? 'file';
  const item = sheet.item ?? documentOf(document)?.items[0]?.key ?? null;
  const [name = '', row = ''] = sheet.sheet.split('/');
  return (
    <div className="question">
      <p>
        {t(`exchange.about.${about}`, {
          file: sheet.fileName,
          sheet: name,
          row,
          texts: (sheet.texts ?? []).join('、'),
        })}
      </p>
      <div className="row">
        <Button onPress={() => void identify(document, sheet.file, sheet.sheet, item)}>
          {t(`exchange.about.${about}.yes`)}
        </Button>
        <Button onPress={() => void identify(document, sheet.file, sheet.sheet, null)}>{t('exchange.about.no')}</Button>
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
      {view.sheets.map((sheet) => {
        const key = `${sheet.file} ${sheet.sheet}`;
        return sheet.about === undefined ? (
          <OpenSheet key={key} document={document} sheet={sheet} />
        ) : (
          <TakenOrNot key={key} document={document} sheet={sheet} />
        );
      })}
    </>
  );
}
