import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { teachState, type TeachState } from '../../state/teaching.ts';
import { useStore } from '../../state/use-store.ts';
import {
  finishTeaching,
  leaveTeaching,
  prove,
  redoLesson,
  showSample,
  stopProving,
  teach,
  undoLesson,
} from '../../workspace/teaching.ts';
import { Choose } from '../frame/choose.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import { BoxList } from './box-list.tsx';
import { BoxPanel } from './box-panel.tsx';
import { ProofView } from './proof-view.tsx';
import { TeachPaper } from './teach-paper.tsx';

/** Undo and redo by their usual keys, but in a text that is being typed. */
function byKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
  if (event.target instanceof HTMLTextAreaElement) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) redoLesson();
  else undoLesson();
}

function TeachBar({ state }: { state: TeachState }): ReactNode {
  const t = useTranslate();
  const { teaching, now, past, future, file, sheet, proving, mustReplace } = state;
  const files = teaching.files.map(({ name, sheets }, i) => ({
    id: String(i),
    name: sheets.length === 0 ? t('teach.missing', { name }) : name,
  }));
  const sheets = teaching.files[file]?.sheets ?? [];
  const head = useRef<HTMLHeadingElement>(null);
  // The page took the place of what had the cursor.
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="teach-bar">
      <h1 ref={head} tabIndex={-1}>
        {t('teach.title')}
      </h1>
      <TextField
        className="teach-name"
        value={now.form.name}
        onChange={(name) => {
          if (name.trim() !== '') teach((form) => ({ ...form, name: name.slice(0, 80) }));
        }}
      >
        <Label>{t('teach.name')}</Label>
        <Input autoComplete="off" />
      </TextField>
      <Choose
        label={t('teach.sample')}
        showLabel
        value={String(file)}
        options={files}
        onChange={(id) => void showSample(Number(id), teaching.files[Number(id)]?.sheets[0] ?? '')}
      />
      <Choose
        label={t('teach.sheet')}
        showLabel
        value={sheet}
        options={sheets.map((name) => ({ id: name, name }))}
        onChange={(name) => void showSample(file, name)}
      />
      <span className="teach-steps">
        <TellingButton why={past.length === 0 ? t('teach.undo.none') : undefined} onPress={undoLesson}>
          {t('teach.undo')}
        </TellingButton>
        <TellingButton why={future.length === 0 ? t('teach.redo.none') : undefined} onPress={redoLesson}>
          {t('teach.redo')}
        </TellingButton>
      </span>
      <span className="teach-steps">
        {proving === undefined ? (
          <Button onPress={() => void prove()}>{t('teach.prove')}</Button>
        ) : (
          <>
            <output>{t('proof.running', { done: proving.done, total: proving.total })}</output>
            <Button onPress={stopProving}>{t('proof.stop')}</Button>
          </>
        )}
        <Button className="primary" onPress={() => void finishTeaching(mustReplace)}>
          {t(mustReplace ? 'teach.replace' : 'teach.finish')}
        </Button>
        <Button onPress={leaveTeaching}>{t('teach.leave')}</Button>
      </span>
    </div>
  );
}

/** 様式の登録: a sample as paper with the proposal drawn over it; a person says box by box what it is. */
export function TeachPage(): ReactNode {
  const t = useTranslate();
  const state = useStore(teachState, (now) => now);
  const language = useStore(session, (now) => now.settings.language);
  if (state === undefined) return null;
  const { proof, failure, refused } = state;
  return (
    // Keys that hold for the whole page; each control has its own beside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main className="teach" id="sheet" onKeyDown={byKey}>
      <TeachBar state={state} />
      {(failure !== undefined || refused !== undefined) && (
        <p className="teach-say" role="alert">
          {failure === undefined ? t('teach.refused', { what: refused ?? '' }) : sentence(failure, language)}
        </p>
      )}
      {proof === undefined ? (
        <div className="teach-body">
          <BoxList state={state} />
          <TeachPaper state={state} />
          <BoxPanel state={state} />
        </div>
      ) : (
        <ProofView state={state} proof={proof} />
      )}
    </main>
  );
}
