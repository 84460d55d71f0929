import { memo, type ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import type { ParcelView } from '../../../src-shared/domain/exchange.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { TellingButton } from '../frame/telling-button.tsx';

/** Items that are not to be sent, by section and key: a plan's own default is to send all. */
export type LeftOut = ReadonlySet<string>;

const leftOutKey = (section: string, item: string): string => `${section}\n${item}`;

/** All but the marked sheets are left out, where some are marked. */
export function leftOutByMarks(parcels: readonly ParcelView[], marked: readonly string[]): LeftOut {
  if (marked.length === 0) return new Set();
  const wanted = new Set(marked);
  return new Set(
    parcels.flatMap(({ section, items }) =>
      items.filter((item) => !wanted.has(item)).map((item) => leftOutKey(section, item)),
    ),
  );
}

/** What is left to send. */
export const chosenParcels = (parcels: readonly ParcelView[], left: LeftOut): readonly ParcelView[] =>
  parcels
    .map(({ section, items }) => ({ section, items: items.filter((item) => !left.has(leftOutKey(section, item))) }))
    .filter(({ items }) => items.length > 0);

interface ParcelChoiceProps {
  readonly parcels: readonly ParcelView[];
  readonly items: readonly ItemSheet[];
  readonly left: LeftOut;
  readonly onChange: (left: LeftOut) => void;
}

function Tick({
  isChosen,
  isPart = false,
  name,
  title,
  className,
  onChange,
  children,
}: {
  isChosen: boolean;
  isPart?: boolean;
  name?: string;
  title?: string | undefined;
  className?: string;
  onChange: (isChosen: boolean) => void;
  children: ReactNode;
}): ReactNode {
  return (
    <Checkbox
      className={`tick-box ${className ?? ''}`}
      isSelected={isChosen}
      isIndeterminate={isPart}
      onChange={onChange}
      {...(name === undefined ? {} : { 'aria-label': name })}
    >
      <span className="tick" aria-hidden="true" />
      <span title={title}>{children}</span>
    </Checkbox>
  );
}

/** The sections and their items, each to be sent or not; what is typed beside them does not make their hundreds of ticks anew. */
export const ParcelChoice = memo(function ParcelChoice({
  parcels,
  items,
  left,
  onChange,
}: ParcelChoiceProps): ReactNode {
  const t = useTranslate();
  const byKey = new Map(items.map((item) => [item.key, item]));
  const all = parcels.flatMap(({ section, items: keys }) => keys.map((key) => leftOutKey(section, key)));
  const set = (keys: readonly string[], isChosen: boolean): void => {
    const next = new Set(left);
    for (const key of keys) {
      if (isChosen) next.delete(key);
      else next.add(key);
    }
    onChange(next);
  };
  const count = chosenParcels(parcels, left).length;
  return (
    <fieldset className="parcels">
      <legend>{t('exchange.sections')}</legend>
      <div className="row">
        <TellingButton
          className="small"
          why={all.every((key) => !left.has(key)) ? t('exchange.all.already') : undefined}
          onPress={() => set(all, true)}
        >
          {t('exchange.all')}
        </TellingButton>
        <TellingButton
          className="small"
          why={all.every((key) => left.has(key)) ? t('exchange.noneOfAll.already') : undefined}
          onPress={() => set(all, false)}
        >
          {t('exchange.noneOfAll')}
        </TellingButton>
        <span className="soft">{t('exchange.chosen', { count, of: parcels.length })}</span>
      </div>
      <ul>
        {parcels.map(({ section, items: keys }) => {
          const own = keys.map((key) => leftOutKey(section, key));
          const chosen = own.filter((key) => !left.has(key)).length;
          const name = section === '' ? t('exchange.noSection') : section;
          return (
            <li key={section}>
              <Tick
                className="section"
                isChosen={chosen === own.length}
                isPart={chosen > 0 && chosen < own.length}
                onChange={(isChosen) => set(own, isChosen)}
              >
                {name}
              </Tick>
              <span className="parcel-items">
                {keys.map((key, index) => {
                  const item = byKey.get(key);
                  return (
                    <Tick
                      key={key}
                      isChosen={!left.has(own[index]!)}
                      name={t('exchange.itemOf', { section: name, no: item?.no ?? '' })}
                      title={item?.fields.title?.text}
                      onChange={(isChosen) => set([own[index]!], isChosen)}
                    >
                      No.{item?.no}
                    </Tick>
                  );
                })}
              </span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
});
