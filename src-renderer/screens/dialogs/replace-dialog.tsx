import { useDeferredValue, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Button, Checkbox, Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import { editFields } from '../../editing/edit.ts';
import { flushTyping } from '../../editing/pending.ts';
import { findOccurrences, replacementChanges, type Occurrence } from '../../editing/replacing.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { currentList } from '../../workspace/list.ts';
import { markedIn } from '../../workspace/marks.ts';
import { activeDocument, activeItem, closeDialog, itemOf, notify, session, type ItemRef } from '../../state/session.ts';
import { revision } from '../../state/texts.ts';
import { DialogFrame } from './frame.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

type Scope = 'item' | 'marked' | 'listed' | 'document';
const scopes = ['item', 'marked', 'listed', 'document'] as const satisfies readonly Scope[];

/** Previews shown at most; all chosen ones are replaced. */
const previewLimit = 300;

function itemsOf(scope: Scope): readonly ItemRef[] {
  const document = activeDocument();
  const open = activeItem();
  if (document === undefined || open === undefined) return [];
  if (scope === 'item') return [open];
  if (scope === 'marked') return markedIn(document.id);
  if (scope === 'document') return document.items.map(({ key }) => ({ document: document.id, item: key }));
  return currentList()
    .rows.map(({ summary }) => summary.ref)
    .filter((ref) => ref.document === document.id);
}

const idOf = ({ field }: Occurrence): string => `${field.item}\n${field.path}`;

/** The found places with what stands around them, old and new. */
function Preview({ occurrence, replacement }: { occurrence: Occurrence; replacement: string }): ReactNode {
  const { text, spans } = occurrence;
  const around = 12;
  return (
    <span className="preview">
      {spans.map(({ start, end }) => (
        <span key={start}>
          {start > around && '…'}
          {text.slice(Math.max(0, start - around), start)}
          <del>{text.slice(start, end)}</del>
          <ins>{replacement}</ins>
          {text.slice(end, end + around)}
          {end + around < text.length && '…'}{' '}
        </span>
      ))}
    </span>
  );
}

/** In which sheets: those that are marked only where any are. */
function ScopeChoice({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }): ReactNode {
  const t = useTranslate();
  return (
    <RadioGroup className="radios" orientation="horizontal" value={scope} onChange={(next) => onChange(next as Scope)}>
      <Label>{t('replace.scope')}</Label>
      <div className="radio-row">
        {scopes
          .filter((id) => id !== 'marked' || markedIn(activeDocument()?.id ?? '').length > 0)
          .map((id) => (
            <Radio key={id} value={id}>
              {t(`replace.scope.${id}`)}
            </Radio>
          ))}
      </div>
    </RadioGroup>
  );
}

/** Every place with its tick; `left` are the ones that stay as they are. */
function Occurrences({
  found,
  replacement,
  left,
  onLeft,
}: {
  found: readonly Occurrence[];
  replacement: string;
  left: ReadonlySet<string>;
  onLeft: (left: ReadonlySet<string>) => void;
}): ReactNode {
  const settings = useStore(session, (now) => now.settings);
  return (
    <ul className="occurrences">
      {found.slice(0, previewLimit).map((occurrence) => {
        const id = idOf(occurrence);
        const label = `No.${itemOf(occurrence.field)?.no ?? ''} ${fieldLabel(occurrence.field.path, settings)}`;
        return (
          <li key={id}>
            <Checkbox
              className="checkbox"
              isSelected={!left.has(id)}
              onChange={(on) => {
                const next = new Set(left);
                if (on) next.delete(id);
                else next.add(id);
                onLeft(next);
              }}
            >
              <span className="check-mark" aria-hidden="true" />
              <span className="occurrence-place">{label}</span>
            </Checkbox>
            <Preview occurrence={occurrence} replacement={replacement} />
          </li>
        );
      })}
    </ul>
  );
}

/** Find and replace over chosen sheets: every change is seen before it is made, and all are one step of undo. */
export function ReplaceDialog(): ReactNode {
  const t = useTranslate();
  const count = useSyncExternalStore(revision.subscribe, revision.get);
  const [find, setFind] = useState('');
  const [replacement, setReplacement] = useState('');
  const [exact, setExact] = useState(false);
  const [scope, setScope] = useState<Scope>(() =>
    markedIn(activeDocument()?.id ?? '').length > 0 ? 'marked' : 'document',
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [removes, setRemoves] = useState(false);
  const wanted = useDeferredValue(find);
  const found = useMemo(
    () => findOccurrences(itemsOf(scope), wanted, exact),
    // `count` stands for the texts, which live outside of React.
    // oxlint-disable-next-line react/exhaustive-deps
    [scope, wanted, exact, count],
  );
  const chosen = found.filter((occurrence) => !left.has(idOf(occurrence)));
  const places = (list: readonly Occurrence[]): number => list.reduce((sum, { spans }) => sum + spans.length, 0);
  // Nothing is removed by an empty line alone: a person who has only searched means no such thing.
  const isUnsaid = replacement === '' && !removes;
  const text = removes ? '' : replacement;
  const run = (): void => {
    const document = activeDocument();
    if (document === undefined) return;
    flushTyping();
    editFields(document.id, replacementChanges(chosen, text), 'replace');
    notify({ id: 'replaced', tone: 'info', content: { kind: 'replaced', count: places(chosen) } });
    closeDialog();
  };
  return (
    <DialogFrame
      title={t('replace.title')}
      size="large"
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <TellingButton
            className="primary"
            why={chosen.length === 0 ? t('replace.lacks') : isUnsaid ? t('replace.unsaid') : undefined}
            onPress={run}
          >
            {t(removes ? 'replace.remove' : 'replace.run', { count: places(chosen) })}
          </TellingButton>
        </>
      }
    >
      {/* A dialog that is opened to type in takes the cursor there. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField className="text-setting" autoFocus value={find} onChange={setFind}>
        <Label>{t('replace.find')}</Label>
        <Input autoComplete="off" spellCheck="false" />
      </TextField>
      <TextField className="text-setting" value={replacement} onChange={setReplacement} isDisabled={removes}>
        <Label>{t('replace.with')}</Label>
        <Input autoComplete="off" spellCheck="false" />
      </TextField>
      <ScopeChoice scope={scope} onChange={setScope} />
      <Checkbox className="checkbox" isSelected={removes} onChange={setRemoves}>
        <span className="check-mark" aria-hidden="true" />
        {t('replace.removing')}
      </Checkbox>
      <Checkbox className="checkbox" isSelected={exact} onChange={setExact}>
        <span className="check-mark" aria-hidden="true" />
        {t('replace.exact')}
      </Checkbox>
      <h3>{t('replace.preview')}</h3>
      <output>
        {find === ''
          ? ''
          : found.length === 0
            ? t('replace.none')
            : `${t('replace.count', { count: places(found), items: new Set(found.map(({ field }) => field.item)).size })}${isUnsaid ? `　${t('replace.needsText')}` : ''}`}
      </output>
      <Occurrences found={found} replacement={text} left={left} onLeft={setLeft} />
      <p className="faint">{t('replace.readOnly')}</p>
    </DialogFrame>
  );
}
