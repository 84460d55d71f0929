import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Proof } from '../../../src-shared/contract/teaching.ts';
import { isOf } from '../../../src-shared/form/teach.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { TeachState } from '../../state/teaching.ts';
import { closeProof, showSample } from '../../workspace/teaching.ts';
import { useOneStop } from './one-stop.ts';
import { focusHit } from './teach-hits.ts';

/** Items side by side, and rows of boxes; more are counted. */
const mostItems = 12;
const mostFields = 300;
const mostFindings = 100;

/** What the proof says in one sentence; not by numbers alone. */
function Verdict({ proof }: { proof: Proof }): ReactNode {
  const t = useTranslate();
  const { items, disturbed } = proof;
  if (items.length === 0) return <p className="proof-verdict bad">{t('proof.none')}</p>;
  const { tried, wrong, asked } = disturbed;
  return (
    <p className={wrong === 0 ? 'proof-verdict good' : 'proof-verdict bad'}>
      {wrong === 0 ? t('proof.good', { items: items.length, tried }) : t('proof.bad', { tried, wrong })}{' '}
      {asked > 0 && t('proof.asked', { count: asked })}
    </p>
  );
}

type Jump = (file: string, sheet: string, cell: string | undefined) => void;

/** What was found in the samples, each leading to its box. */
function Findings({ findings, jump }: { readonly findings: Proof['findings']; readonly jump: Jump }): ReactNode {
  const t = useTranslate();
  const shown = findings.slice(0, mostFindings);
  const { keys, button } = useOneStop(shown.map((_, i) => String(i)));
  return (
    <details open>
      <summary>{t('proof.findings', { count: findings.length })}</summary>
      {/* Keys of the buttons that it holds. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul {...keys}>
        {shown.map((finding, i) => (
          // The same may be found of two boxes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${finding.file} ${finding.sheet} ${finding.cells[0]} ${i}`}>
            <button
              type="button"
              className="teach-entry"
              {...button(String(i))}
              onClick={() => jump(finding.file, finding.sheet, finding.cells[0])}
            >
              <span className="teach-entry-kind">
                {finding.file} {finding.sheet} {finding.cells[0]}
              </span>
              <span className="teach-entry-why">{finding.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Boxes × items: what is doubtful first, then what some sample lacks; a name leads to its box. */
function BoxTable({ state, proof, jump }: { state: TeachState; proof: Proof; readonly jump: Jump }): ReactNode {
  const t = useTranslate();
  const { items, fields } = proof;
  const shown = items.slice(0, mostItems);
  const isDoubtful = (path: string): boolean =>
    state.now.doubts.some((doubt) => doubt.path !== '' && isOf(doubt.path, path));
  const isLost = (path: string): boolean => items.some(({ found }) => !found.includes(path));
  const rank = (path: string): number => (isDoubtful(path) ? 0 : isLost(path) ? 1 : 2);
  const ordered = fields.toSorted((a, b) => rank(a.path) - rank(b.path)).slice(0, mostFields);
  const { keys, button } = useOneStop(ordered.map(({ path }) => path));
  return (
    <table className="proof-table">
      <caption>{t('proof.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('proof.box')}</th>
          <th scope="col">{t('teach.kind')}</th>
          {shown.map(({ file, sheet, no, title }) => (
            <th scope="col" key={`${file} ${sheet} ${no}`} title={`${file} ${sheet} ${title}`}>
              {no === '' ? sheet : no}
            </th>
          ))}
          {items.length > shown.length && (
            <th scope="col">{t('proof.more', { count: items.length - shown.length })}</th>
          )}
        </tr>
      </thead>
      <tbody {...keys}>
        {ordered.map(({ path, name, kind, at }) => (
          <tr key={path} data-doubtful={isDoubtful(path) || undefined}>
            <th scope="row">
              <button
                type="button"
                className="proof-jump"
                {...button(path)}
                onClick={() => jump(at.file, at.sheet, at.cell)}
              >
                {name}
              </button>
              {isDoubtful(path) && <span className="badge missing">{t('teach.doubtful')}</span>}
            </th>
            <td>{t(`teach.kind.${kind as 'text'}`)}</td>
            {shown.map(({ file, sheet, no, found, filled }) => {
              const what = filled.includes(path) ? 'filled' : found.includes(path) ? 'found' : 'lost';
              return (
                <td key={`${file} ${sheet} ${no}`} data-what={what}>
                  {t(`proof.${what}`)}
                </td>
              );
            })}
            {items.length > shown.length && <td>…</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How the samples read: what is doubtful first, what was found in them, and each box in each of them. */
export function ProofView({ state, proof }: { state: TeachState; proof: Proof }): ReactNode {
  const t = useTranslate();
  const { findings, examples } = proof;
  const jump: Jump = (file, sheet, cell) => {
    const index = state.teaching.files.findIndex(({ name }) => name === file);
    const address = cell?.replace(/^.*!/u, '');
    void showSample(Math.max(0, index), sheet, address).then(() => {
      if (address !== undefined) requestAnimationFrame(() => focusHit(address));
    });
  };
  const head = useRef<HTMLHeadingElement>(null);
  // The proof takes the place of the paper and of what had the cursor there, and the paper that of the proof.
  useEffect(() => {
    head.current?.focus();
    return () => document.querySelector<HTMLElement>('.teach h1')?.focus();
  }, []);
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="proof" aria-label={t('proof.title')} tabIndex={0}>
      <div className="proof-head">
        <h2 ref={head} tabIndex={-1}>
          {t('proof.title')}
        </h2>
        <Button onPress={closeProof}>{t('proof.back')}</Button>
      </div>
      <Verdict proof={proof} />
      {examples.length > 0 && (
        <ul className="remark">
          {examples.slice(0, 3).map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
      {findings.length > 0 && <Findings findings={findings} jump={jump} />}
      <BoxTable state={state} proof={proof} jump={jump} />
    </section>
  );
}
