import { Fragment, type ReactNode } from 'react';
import { factsOf, type FieldFacts } from '../../../src-shared/form/facts.ts';
import type { ItemSheet, SheetField } from '../../../src-shared/domain/item.ts';
import { isDueNow } from '../../state/due.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { session, type ItemRef, type OpenDocument } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Box } from './box.tsx';

interface Group {
  readonly heading: string;
  readonly fields: readonly { readonly field: SheetField; readonly label: string }[];
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Boxes under the same outer heading belong together. */
function groupsOf(fields: readonly SheetField[], settings: Settings): readonly Group[] {
  const groups: { heading: string; fields: { field: SheetField; label: string }[] }[] = [];
  for (const field of fields) {
    const facts = factsOf(field) ?? { headings: [], label: fieldLabel(field.path, settings), block: '', traits: {} };
    const [outer = '', ...inner] = namesOf(facts);
    const heading = inner.length === 0 ? '' : outer;
    const label = inner.length === 0 ? outer : inner.join(' ');
    const last = groups.at(-1);
    if (last !== undefined && last.heading === heading) last.fields.push({ field, label });
    else groups.push({ heading, fields: [{ field, label }] });
  }
  return groups;
}

const namesOf = ({ headings, label }: FieldFacts): readonly string[] => {
  const words = [...headings, label].map(oneLine).filter((word) => word !== '');
  return words.filter((word, i) => words.indexOf(word) === i);
};

/** Short answers stand side by side, long ones have a line of their own. */
const isShort = (field: SheetField): boolean => {
  const kind = factsOf(field)?.traits.kind;
  return kind !== 'text' && kind !== 'blanks' && field.text.length < 30;
};

/** What has no page of its own: a row of a list, as pairs of label and box. */
export function PairList({
  item,
  sheet,
  document,
  fields,
}: {
  readonly item: ItemRef;
  readonly sheet: ItemSheet;
  readonly document: OpenDocument;
  readonly fields: readonly SheetField[];
}): ReactNode {
  const settings = useStore(session, (now) => now.settings);
  return (
    <section className="form-sheet form-pairs" aria-label={sheet.sheet}>
      {groupsOf(fields, settings).map(({ heading, fields: own }) => (
        <Fragment key={`${heading} ${own[0]?.field.path}`}>
          {heading !== '' && <h2 className="label form-label heading">{heading}</h2>}
          <div className="pairs">
            {own.map(({ field, label }) => (
              <div className={isShort(field) ? 'form-pair' : 'form-pair wide'} key={field.path}>
                <div className="label form-label plain">{label}</div>
                <Box
                  item={item}
                  path={field.path}
                  due={isDueNow(document, sheet, field.path)}
                  rows={isShort(field) ? 1 : 2}
                />
              </div>
            ))}
          </div>
        </Fragment>
      ))}
    </section>
  );
}
