import { useState, type ReactNode } from 'react';
import { Button, Checkbox, ToggleButton } from 'react-aria-components';
import type { ReviewFileView, ReviewView } from '../../../src-shared/domain/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import {
  patchExchange,
  review as startReview,
  reviewWithBase,
  takeIn,
  useWaitingReviews,
  type ExchangeSession,
} from '../../workspace/exchange.ts';
import {
  brings,
  canLeaveOut,
  countFile,
  countWrites,
  fileFilters,
  fits,
  inOrder,
  reviewKey,
  type FileFilter,
  type ReviewKey,
} from '../../workspace/review-choice.ts';
import { patchSession } from '../../state/session.ts';
import { ReviewFile } from './review-file.tsx';

/** The boxes of a file that a person can take in or leave out. */
const choosable = (file: ReviewFileView): readonly ReviewKey[] =>
  file.kind === 'unreadable'
    ? []
    : file.items.flatMap((item) =>
        item.fields.flatMap((field) => (canLeaveOut(item, field) ? [reviewKey(file, item, field)] : [])),
      );

/** Those of them that are ticked by one tick for the whole file: boxes that nobody asked for are ticked one by one. */
const asked = (file: ReviewFileView): readonly ReviewKey[] =>
  file.kind === 'unreadable'
    ? []
    : file.items.flatMap((item) =>
        item.fields.flatMap((field) =>
          canLeaveOut(item, field) && brings(field) && field.outside !== true ? [reviewKey(file, item, field)] : [],
        ),
      );

/** One line for one file: its tick, its section and name, and what it holds. */
function FileLine({
  file,
  leftOut,
  isCurrent,
  onShow,
  onLeave,
}: {
  file: ReviewFileView;
  leftOut: ReadonlySet<ReviewKey>;
  isCurrent: boolean;
  onShow: () => void;
  onLeave: (keys: readonly ReviewKey[], isLeft: boolean) => void;
}): ReactNode {
  const t = useTranslate();
  const { changed, undecided, outside } = countFile(file, leftOut);
  const keys = asked(file);
  const taken = keys.filter((key) => !leftOut.has(key)).length;
  const section = file.kind === 'read' ? file.section : undefined;
  return (
    <li data-current={isCurrent || undefined}>
      {keys.length > 0 ? (
        <Checkbox
          className="tick-box"
          aria-label={t('exchange.takeFile', { file: file.name })}
          isSelected={taken === keys.length}
          isIndeterminate={taken > 0 && taken < keys.length}
          onChange={(on) => onLeave(on ? keys : choosable(file), !on)}
        >
          <span className="tick" aria-hidden="true" />
        </Checkbox>
      ) : (
        <span />
      )}
      <Button className="file-line quiet" aria-current={isCurrent} onPress={onShow}>
        <span className="file-name">
          {section !== undefined && <strong>{section}　</strong>}
          {file.name}
        </span>
        <span className="file-counts">
          {file.kind === 'unreadable' && <span className="badge conflict">{t('exchange.file.unreadable')}</span>}
          {undecided > 0 && <span className="badge missing">{t('exchange.file.undecided', { count: undecided })}</span>}
          {outside > 0 && <span className="badge">{t('exchange.file.outside', { count: outside })}</span>}
          {file.kind === 'read' && (
            <span className="badge complete">
              {changed === 0 ? t('exchange.file.unchanged') : t('exchange.file.changed', { count: changed })}
            </span>
          )}
        </span>
      </Button>
    </li>
  );
}

/** Files as lines at the left, one of them open at the right; what is taken in is counted below, always in sight. */
function Review({
  document,
  review,
  leftOut,
}: {
  document: string;
  review: ReviewView;
  leftOut: ReadonlySet<ReviewKey>;
}): ReactNode {
  const t = useTranslate();
  const [filter, setFilter] = useState<FileFilter>('all');
  const order = inOrder(review.files, leftOut);
  const [chosen, setChosen] = useState<number>();
  const counts = review.files.map((file) => countFile(file, leftOut));
  const shown = order.filter((index) => fits(review.files[index]!, counts[index]!, filter));
  const current = chosen !== undefined && shown.includes(chosen) ? chosen : shown[0];
  const writes = countWrites(review, leftOut);
  const sum = (of: 'undecided' | 'outside'): number => counts.reduce((total, count) => total + count[of], 0);
  const unreadable = review.files.filter(({ kind }) => kind === 'unreadable').length;
  const leave = (keys: readonly ReviewKey[], isLeft: boolean): void => {
    const next = new Set(leftOut);
    for (const key of keys) {
      if (isLeft) next.add(key);
      else next.delete(key);
    }
    patchExchange(document, { leftOut: next });
  };
  const file = current === undefined ? undefined : review.files[current];
  return (
    <div className="panes">
      <section className="pane" aria-label={t('exchange.files.list')}>
        <p className="summary">
          {t('exchange.review.sum', {
            files: review.files.length,
            writes,
            undecided: sum('undecided'),
            outside: sum('outside'),
            unreadable,
          })}
        </p>
        <div className="row filters-row">
          {fileFilters.map((id) => (
            <ToggleButton
              key={id}
              className="react-aria-ToggleButton small"
              isSelected={filter === id}
              onChange={(on) => setFilter(on ? id : 'all')}
            >
              {t(`exchange.filter.${id}`)} {review.files.filter((one, index) => fits(one, counts[index]!, id)).length}
            </ToggleButton>
          ))}
        </div>
        <ul className="file-list">
          {shown.map((index) => (
            <FileLine
              key={index}
              file={review.files[index]!}
              leftOut={leftOut}
              isCurrent={index === current}
              onShow={() => setChosen(index)}
              onLeave={leave}
            />
          ))}
        </ul>
      </section>
      <section className="pane detail" aria-label={t('exchange.files.detail')}>
        {file === undefined ? (
          <p className="empty">{t('exchange.filter.none')}</p>
        ) : (
          <ReviewFile key={current} file={file} leftOut={leftOut} onLeave={leave} />
        )}
      </section>
    </div>
  );
}

/** Buttons to other workbooks of the plan; more come when these are done. */
const mostWaiting = 8;

/** Returned files: choose or drop them, see what they change, take them in by one step. */
export function CollectTab({ document, now }: { document: string; now: ExchangeSession }): ReactNode {
  const t = useTranslate();
  const { review, leftOut } = now;
  const waiting = useWaitingReviews(document);
  return (
    <div className="collect">
      <div className="collect-head">
        <p>{t('exchange.dropHere')}</p>
        <div className="row">
          <Button onPress={() => void startReview(document, { kind: 'files' })}>{t('exchange.files')}</Button>
          <Button onPress={() => void startReview(document, { kind: 'folder' })}>{t('exchange.folder')}</Button>
        </div>
        {review?.files.some((file) => file.kind === 'read' && file.recognisedBy === 'likeness') === true && (
          <div className="remark row">
            <span>{t('exchange.baseMissing')}</span>
            <Button onPress={() => void reviewWithBase(document)}>{t('exchange.chooseBase')}</Button>
          </div>
        )}
      </div>
      {waiting.length > 0 && (
        <div className="remark row">
          <span>{t('plan.waiting', { count: waiting.length })}</span>
          {waiting.slice(0, mostWaiting).map(({ id, name }) => (
            <Button key={id} onPress={() => patchSession({ active: id })}>
              {name}
            </Button>
          ))}
        </div>
      )}
      {review !== undefined && (
        <>
          <Review key={review.id} document={document} review={review} leftOut={leftOut} />
          <footer className="page-foot">
            <span className="soft">{t('exchange.takeIn.note')}</span>
            <Button className="react-aria-Button primary" onPress={() => void takeIn(document)}>
              {t('exchange.takeIn', { count: countWrites(review, leftOut) })}
            </Button>
          </footer>
        </>
      )}
    </div>
  );
}
