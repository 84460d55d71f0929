import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ReviewView } from '../../../src-shared/domain/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { review as startReview, reviewWithBase, takeIn } from '../../workspace/exchange.ts';
import { ReviewFile } from './review-file.tsx';

/** Returned files: choose or drop them, see what they change, take them in by one step. */
export function CollectTab({ review }: { review: ReviewView | undefined }): ReactNode {
  const t = useTranslate();
  return (
    <div className="collect">
      <p>{t('exchange.dropHere')}</p>
      <div className="row">
        <Button onPress={() => void startReview({ kind: 'files' })}>{t('exchange.files')}</Button>
        <Button onPress={() => void startReview({ kind: 'folder' })}>{t('exchange.folder')}</Button>
        {review !== undefined && (
          <Button className="primary" onPress={() => void takeIn()}>
            {t('exchange.takeIn', { count: review.writes })}
          </Button>
        )}
      </div>
      {review?.files.some((file) => file.kind === 'read' && file.recognisedBy === 'likeness') === true && (
        <div className="remark row">
          <span>{t('exchange.baseMissing')}</span>
          <Button onPress={() => void reviewWithBase()}>{t('exchange.chooseBase')}</Button>
        </div>
      )}
      {review?.files.map((file, index) => (
        <ReviewFile key={`${index} ${file.name}`} file={file} />
      ))}
    </div>
  );
}
