import type { ReactNode } from 'react';
import type { PlanForm } from '../../../src-shared/contract/plan-making.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { Choose } from '../frame/choose.tsx';

export interface ItemTableProps {
  readonly items: PlanForm['items'];
  readonly pillars: readonly string[];
  readonly onPillar: (place: number, pillar: number) => void;
}

/** What the pasted lines were read as, and the pillar that each item belongs to. */
export function ItemTable({ items, pillars, onPillar }: ItemTableProps): ReactNode {
  const t = useTranslate();
  if (items.length === 0) return null;
  const options = [
    { id: '0', name: t('plan.pillar.none') },
    ...pillars.map((name, i) => ({ id: String(i + 1), name })),
  ];
  return (
    <div className="plan-items">
      <table>
        <thead>
          <tr>
            <th>{t('plan.no')}</th>
            <th>{t('plan.itemTitle')}</th>
            <th>{t('plan.sections')}</th>
            {pillars.length > 0 && <th>{t('plan.pillar')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map(({ no, title, sections, pillar = 0 }, place) => (
            // Lines have no other name than their place: numbers may repeat while a person types.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={place}>
              <td>{no}</td>
              <td>{title}</td>
              <td>{sections}</td>
              {pillars.length > 0 && (
                <td>
                  <Choose
                    label={`${t('plan.pillar')} No.${no}`}
                    value={String(pillar)}
                    options={options}
                    onChange={(id) => onPillar(place, Number(id))}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
