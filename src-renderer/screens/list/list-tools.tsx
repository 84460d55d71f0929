import { memo, useMemo, useState, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Input, SearchField, ToggleButton } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import {
  changeFilter,
  everything,
  isNarrowed,
  listFilter,
  type ListContents,
  type ListFilter,
  type ListSort,
  type ListState,
} from '../../workspace/list.ts';
import type { Answer, ItemSummary } from '../../workspace/list-rows.ts';
import { session } from '../../state/session.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { Choose, ChooseSeveral, type ChooseOption } from '../frame/choose.tsx';
import { ListColumns } from './list-columns.tsx';

const sorts = ['sheet', 'no', 'section', 'missing'] as const satisfies readonly ListSort[];
const states = ['all', 'incomplete', 'changed', 'conflicts'] as const satisfies readonly ListState[];

const byName = new Intl.Collator('ja', { numeric: true });

/** The different values that the sheets have, by grouping key, as options: grades from A on, the others by their name. */
function optionsOf(
  all: readonly ItemSummary[],
  values: (summary: ItemSummary) => Iterable<readonly [key: string, name: string]>,
): readonly ChooseOption[] {
  const found = new Map<string, string>();
  for (const summary of all)
    for (const [key, name] of values(summary)) if (key !== '' && !found.has(key)) found.set(key, name);
  return [...found].map(([id, name]) => ({ id, name })).toSorted((a, b) => byName.compare(a.name, b.name));
}

const namesOf = (answers: readonly Answer[]): readonly (readonly [key: string, name: string])[] =>
  answers.map(({ key, text }) => [key, text]);

/** Options in the order of the form's own list of choices; what is not in it comes after. */
function inFormOrder(
  all: readonly ItemSummary[],
  options: readonly ChooseOption[],
  end: string,
): readonly ChooseOption[] {
  const fields = Object.values(all[0]?.sheet.fields ?? {});
  const choices = fields.find((field) => field?.path.endsWith(end) === true && field.choices !== undefined)?.choices;
  const order = (choices ?? []).map(groupingKey);
  const place = ({ id }: ChooseOption): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return options.toSorted((a, b) => place(a) - place(b));
}

/** The filters, made only while they are open: each is a list of its own. */
const FilterGrid = memo(function FilterGrid({
  all,
  filter,
}: {
  all: readonly ItemSummary[];
  filter: ListFilter;
}): ReactNode {
  const t = useTranslate();
  const several = useStore(session, (now) => now.documents.length > 1);
  const settings = useStore(session, (now) => now.settings);
  const options = useMemo(
    () => ({
      section: optionsOf(all, ({ sections }) => sections.map(({ name }) => [groupingKey(name), name] as const)),
      pillar: optionsOf(all, ({ pillar }) => [[groupingKey(pillar), pillar]]),
      status: inFormOrder(
        all,
        optionsOf(all, ({ statuses }) => namesOf(statuses)),
        '.status',
      ),
      grade: inFormOrder(
        all,
        optionsOf(all, ({ grades }) => namesOf(grades)),
        '.grade',
      ),
      years: [...new Set(all.flatMap(({ statuses, grades }) => [...statuses, ...grades].map(({ year }) => year)))]
        .filter((year) => year !== '')
        .toSorted(),
    }),
    [all],
  );
  return (
    <div className="filter-grid">
      {(['section', 'pillar', 'status', 'grade'] as const).map((name) => (
        <ChooseSeveral
          key={name}
          label={t(`list.filter.${name}`)}
          none={t('list.filter.all')}
          value={filter[name]}
          options={options[name]}
          onChange={(keys) => changeFilter({ [name]: keys })}
        />
      ))}
      <Choose
        label={t('list.filter.year')}
        showLabel
        value={filter.year === '' ? 'any' : filter.year}
        options={[
          { id: 'any', name: t('list.filter.anyYear') },
          ...options.years.map((id) => ({ id, name: fiscalYearName(Number(id), settings) })),
        ]}
        onChange={(id) => changeFilter({ year: id === 'any' ? '' : id })}
      />
      <Choose
        label={t('list.filter.state')}
        showLabel
        value={filter.state}
        options={states.map((id) => ({ id, name: t(`list.filter.${id}`) }))}
        onChange={(id) => changeFilter({ state: id as ListState })}
      />
      <Choose
        label={t('list.sort')}
        showLabel
        value={filter.sort}
        options={sorts.map((id) => ({ id, name: t(`list.sort.${id}`) }))}
        onChange={(id) => changeFilter({ sort: id as ListSort })}
      />
      <ListColumns />
      {several && (
        <Choose
          label={t('list.scope')}
          showLabel
          value={filter.scope}
          options={(['this', 'all'] as const).map((id) => ({ id, name: t(`list.scope.${id}`) }))}
          onChange={(id) => changeFilter({ scope: id as 'this' | 'all' })}
        />
      )}
    </div>
  );
});

/** The filters that are in force, in sight also while the others are folded; a press takes one away. */
function Chips({ all, filter }: { all: readonly ItemSummary[]; filter: ListFilter }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const nameOf = {
    section: ({ sections }: ItemSummary, key: string) => sections.find(({ name }) => groupingKey(name) === key)?.name,
    pillar: ({ pillar }: ItemSummary, key: string) => (groupingKey(pillar) === key ? pillar : undefined),
    status: ({ statuses }: ItemSummary, key: string) => statuses.find((one) => one.key === key)?.text,
    grade: ({ grades }: ItemSummary, key: string) => grades.find((one) => one.key === key)?.text,
  } as const;
  const chips = [
    ...(['section', 'pillar', 'status', 'grade'] as const).flatMap((name) =>
      filter[name].map((key) => {
        const value = all.map((summary) => nameOf[name](summary, key)).find((found) => found !== undefined) ?? key;
        const clear: Partial<ListFilter> = { [name]: filter[name].filter((other) => other !== key) };
        return { name, value, clear };
      }),
    ),
    ...(filter.year === ''
      ? []
      : [
          {
            name: 'year' as const,
            value: fiscalYearName(Number(filter.year), settings),
            clear: { year: '' } as Partial<ListFilter>,
          },
        ]),
    ...(filter.only === undefined
      ? []
      : [{ name: 'only' as const, value: filter.only.label, clear: { only: undefined } as Partial<ListFilter> }]),
    ...(filter.state === 'all'
      ? []
      : [
          {
            name: 'state' as const,
            value: t(`list.filter.${filter.state}`),
            clear: { state: 'all' } as Partial<ListFilter>,
          },
        ]),
  ];
  if (chips.length === 0) return null;
  return (
    <section className="list-chips" aria-label={t('list.chips')}>
      {chips.map(({ name, value, clear }) => {
        const said = { name: t(`list.filter.${name}`), value };
        return (
          <Button
            key={`${name} ${value}`}
            className="react-aria-Button small"
            aria-label={t('list.chipOf', said)}
            onPress={() => changeFilter(clear)}
          >
            {t('list.chip', said)}
          </Button>
        );
      })}
    </section>
  );
}

/** Search, filters, order and counts above the list. */
export function ListTools({ list }: { list: ListContents }): ReactNode {
  const t = useTranslate();
  const filter = useStore(listFilter, (now) => now);
  const personSection = useStore(session, (now) => now.settings.personSection);
  const { all, rows } = list;
  const [open, setOpen] = useState(false);
  const narrowed = isNarrowed(filter);
  return (
    <div className="list-tools">
      <SearchField
        className="search"
        data-region="search"
        aria-label={t('list.search')}
        value={filter.query}
        onChange={(query) => changeFilter({ query })}
      >
        <Input placeholder={t('list.search')} autoComplete="off" spellCheck="false" />
        <Button className="clear" aria-label={t('list.clear')}>
          <span aria-hidden="true">×</span>
        </Button>
      </SearchField>
      <div className="list-line">
        <output className="list-count">
          {rows.length === all.length
            ? t('list.count', { shown: rows.length })
            : t('list.countOf', { shown: rows.length, all: all.length })}
        </output>
        {personSection !== '' && (
          <ToggleButton
            className="react-aria-ToggleButton small"
            isSelected={filter.mine}
            onChange={(mine) => changeFilter({ mine })}
          >
            {t('list.mine')}
          </ToggleButton>
        )}
        {narrowed && (
          <Button
            className="small"
            onPress={() => listFilter.set({ ...everything, sort: filter.sort, scope: filter.scope })}
          >
            {t('list.filter.reset')}
          </Button>
        )}
      </div>
      <Chips all={all} filter={filter} />
      <Disclosure className="filters" isExpanded={open} onExpandedChange={setOpen}>
        <Heading level={2}>
          <Button slot="trigger" className="small">
            <span aria-hidden="true" className="twist">
              ▸
            </span>
            {t('list.filters')}
          </Button>
        </Heading>
        <DisclosurePanel>{open && <FilterGrid all={all} filter={filter} />}</DisclosurePanel>
      </Disclosure>
    </div>
  );
}
