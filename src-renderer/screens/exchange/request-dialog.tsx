import { useState, type ReactNode } from 'react';
import { Button, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { ExchangeSummary, RequestView } from '../../../src-shared/domain/exchange.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import { desk } from '../../desk.ts';
import { allStored } from '../../editing/accept.ts';
import { momentDay } from '../../i18n/dates.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { loadSummary, useSummary } from '../../workspace/exchange-summary.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, itemOf, session, type FieldRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** Runs a call, then reads anew; a failure is said in the dialog. */
function useCall(document: string): {
  readonly failure: string | undefined;
  readonly run: (call: () => Promise<Result<void, Failure>>) => Promise<boolean>;
} {
  const language = useStore(session, (now) => now.settings.language);
  const [failure, setFailure] = useState<string>();
  return {
    failure,
    run: async (call) => {
      await allStored();
      const done = await call();
      setFailure(done.ok ? undefined : sentence(done.failure, language));
      await loadSummary(document);
      return done.ok;
    },
  };
}

/** Back to the box that it was about. */
function leave(field: FieldRef): void {
  closeDialog();
  goToField(field);
}

const fromWhom = ({ by, at }: RequestView, settings: Settings): string =>
  [by, momentDay(at, settings)].filter(Boolean).join('　');

/** One request that this section got, with the box for its answer. */
function Received({
  field,
  request,
  run,
  onDraft,
}: {
  field: FieldRef;
  request: RequestView;
  run: ReturnType<typeof useCall>['run'];
  onDraft: (hasDraft: boolean) => void;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [answer, setAnswer] = useState(request.answer ?? '');
  return (
    <section className="request">
      <p className="text">{request.text}</p>
      <p className="soft">{fromWhom(request, settings)}</p>
      <TextField
        value={answer}
        onChange={(now) => {
          setAnswer(now);
          onDraft(now.trim() !== (request.answer ?? ''));
        }}
        maxLength={2000}
      >
        <Label>{t('request.answer')}</Label>
        <TextArea rows={3} />
        <Text slot="description" className="soft">
          {t('request.answer.help')}
        </Text>
      </TextField>
      <TellingButton
        className="primary"
        why={answer.trim() === (request.answer ?? '') ? t('request.answer.same') : undefined}
        onPress={() => void run(() => desk('exchangeReply', request.id, answer)).then((done) => done && leave(field))}
      >
        {t('request.answer.keep')}
      </TellingButton>
    </section>
  );
}

/** One request that was made here, and what became of it. */
function Asked({
  document,
  request,
  run,
}: {
  document: string;
  request: RequestView;
  run: ReturnType<typeof useCall>['run'];
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  return (
    <section className="request">
      <p className="text">{request.text}</p>
      {request.answer !== undefined && (
        <p>
          <span className="tag">{t('request.answer')}</span> <span className="text">{request.answer}</span>
        </p>
      )}
      <p className="soft">
        {fromWhom(request, settings)}　{t(`request.status.${request.status}`)}
        {request.sections.length === 0
          ? request.status === 'open' && `　${t('request.unsent')}`
          : `　${t('request.sentTo', { sections: request.sections.join('、') })}`}
        {request.status === 'open' && (
          <Button className="small" onPress={() => void run(() => desk('exchangeWithdraw', document, request.id))}>
            {t('request.withdraw')}
          </Button>
        )}
      </p>
    </section>
  );
}

function NewRequest({
  field,
  run,
  onDraft,
}: {
  field: FieldRef;
  run: ReturnType<typeof useCall>['run'];
  onDraft: (hasDraft: boolean) => void;
}): ReactNode {
  const t = useTranslate();
  const [text, setText] = useState('');
  return (
    <section className="request">
      <TextField
        value={text}
        onChange={(now) => {
          setText(now);
          onDraft(now.trim() !== '');
        }}
        maxLength={2000}
      >
        <Label>{t('request.new')}</Label>
        <TextArea rows={3} />
        <Text slot="description" className="soft">
          {t('request.new.help')}
        </Text>
      </TextField>
      <TellingButton
        className="primary"
        why={text.trim() === '' ? t('request.empty') : undefined}
        onPress={() =>
          void run(() => desk('exchangeRequest', { ...field, text: text.trim() })).then((done) => done && leave(field))
        }
      >
        {t('request.keep')}
      </TellingButton>
    </section>
  );
}

const ownRequests = (summary: ExchangeSummary | undefined, { item, path }: FieldRef): readonly RequestView[] =>
  summary?.requests.filter((request) => request.item === item && request.path === path) ?? [];

/** Requests (修正依頼) on one box: made by the collecting side, answered by the section. */
export function RequestDialog({ field }: { field: FieldRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const summary = useSummary(field.document);
  const { failure, run } = useCall(field.document);
  const requests = ownRequests(summary, field);
  const [hasDraft, setHasDraft] = useState(false);
  const text = textOf(field);
  return (
    <DialogFrame title={t('request.title')} onClose={() => leave(field)} hasDraft={hasDraft}>
      <div className="exchange requests">
        <h3>
          No.{itemOf(field)?.no} {fieldLabel(field.path, settings)}
        </h3>
        {text !== '' && <pre className="about">{text}</pre>}
        {failure !== undefined && (
          <p className="warn" role="alert">
            {failure}
          </p>
        )}
        {requests.map((request) =>
          summary?.received === true ? (
            <Received key={request.id} field={field} request={request} run={run} onDraft={setHasDraft} />
          ) : (
            <Asked key={request.id} document={field.document} request={request} run={run} />
          ),
        )}
        {summary?.received === true ? (
          requests.length === 0 && <p>{t('request.none')}</p>
        ) : (
          <NewRequest field={field} run={run} onDraft={setHasDraft} />
        )}
      </div>
    </DialogFrame>
  );
}
