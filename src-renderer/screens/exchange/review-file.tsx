import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import type { ReviewFieldView, ReviewFileView, ReviewItemView } from '../../../src-shared/domain/exchange.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { momentDay } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { canLeaveOut, reviewKey, type ReviewKey } from '../../workspace/review-choice.ts';
import { MarkedDifference } from '../frame/marked-difference.tsx';
import { OtherDifference } from './other-difference.tsx';

type ReadFile = Extract<ReviewFileView, { kind: 'read' }>;

/** Emptied boxes first: what is gone is seen least. */
const rank = (field: ReviewFieldView): number =>
  field.change === 'emptied' ? 0 : field.outcome === 'conflict' ? 1 : field.change === 'blanks-only' ? 3 : 2;

/** Which boxes of a file are left out, and how to change it. */
interface Choice {
  readonly leftOut: ReadonlySet<ReviewKey>;
  readonly onLeave: (keys: readonly ReviewKey[], isLeft: boolean) => void;
}

function Field({
  file,
  item,
  field,
  leftOut,
  onLeave,
}: { file: ReadFile; item: ReviewItemView; field: ReviewFieldView } & Choice): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const key = reviewKey(file, item, field);
  const isLeft = leftOut.has(key);
  const name = fieldLabel(field.path, settings);
  return (
    <div className="review-field" data-outcome={field.outcome} data-left={isLeft || undefined}>
      <h4>
        {canLeaveOut(item, field) ? (
          <Checkbox
            className="tick-box"
            aria-label={t('exchange.takeBox', { no: item.no ?? '', field: name })}
            isSelected={!isLeft}
            onChange={(on) => onLeave([key], !on)}
          >
            <span className="tick" aria-hidden="true" />
            <span>{name}</span>
          </Checkbox>
        ) : (
          name
        )}
        <span className={field.outcome === 'conflict' && !isLeft ? 'tag strong' : 'tag'}>
          {t(isLeft ? 'exchange.leftOut' : `exchange.outcome.${field.outcome}`)}
        </span>
        {field.outside === true && <span className="tag strong">{t('exchange.outside')}</span>}
        {(field.change === 'emptied' || field.change === 'blanks-only') && (
          <span className="tag strong">{t(`exchange.change.${field.change}`)}</span>
        )}
      </h4>
      <MarkedDifference before={field.base ?? field.mine} after={field.theirs} />
    </div>
  );
}

function Item({ file, item, ...choice }: { file: ReadFile; item: ReviewItemView } & Choice): ReactNode {
  const t = useTranslate();
  const status =
    item.status === 'renumbered'
      ? t('exchange.status.renumbered', { from: item.no ?? '', to: item.returnedNo ?? '' })
      : t(`exchange.status.${item.status}`);
  return (
    <section className="review-item" data-status={item.status}>
      <h3>
        No.{item.no ?? item.returnedNo} {item.title ?? item.sheet}
        {item.status !== 'matched' && <span className="tag strong">{status}</span>}
      </h3>
      {item.fields
        .filter((field) => field.theirs !== field.base)
        .toSorted((a, b) => rank(a) - rank(b))
        .map((field) => (
          <Field key={field.path} file={file} item={item} field={field} {...choice} />
        ))}
    </section>
  );
}

function Others({ file }: { file: ReadFile }): ReactNode {
  const t = useTranslate();
  if (file.other.length === 0) return null;
  return (
    <details>
      <summary>{t('exchange.other', { count: file.other.length })}</summary>
      <ul>
        {file.other.map((one, index) => (
          <li key={index}>
            {one.sheet} <OtherDifference {...one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One returned file: who and when, warnings, what changed item by item, and what is no field. */
export function ReviewFile({ file, ...choice }: { file: ReviewFileView } & Choice): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { language } = settings;
  if (file.kind === 'unreadable') {
    return (
      <article className="review-file">
        <h2>{file.name}</h2>
        <p className="failure">{sentence(file.failure, language)}</p>
      </article>
    );
  }
  const shown = file.items.filter(
    (item) => item.status !== 'matched' || item.fields.some((field) => field.theirs !== field.base),
  );
  return (
    <article className="review-file">
      <h2>{file.name}</h2>
      <p className="soft">
        {file.section}
        {(file.who ?? '') !== '' && (
          <span className="saved-by">
            {t('exchange.from', {
              who: file.who ?? '',
              when: file.when === undefined ? '' : momentDay(file.when, settings),
            })}
          </span>
        )}
        <span className="tag">{t(`exchange.recognised.${file.recognisedBy}`)}</span>
      </p>
      {file.warnings.map((warning, index) => (
        <p key={index} className="warn">
          {sentence(warning, language)}
        </p>
      ))}
      {shown.length === 0 && <p>{t('exchange.review.none')}</p>}
      {shown.map((item, index) => (
        <Item key={index} file={file} item={item} {...choice} />
      ))}
      <Others file={file} />
    </article>
  );
}
