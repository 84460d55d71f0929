import type { ReactNode } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { dayName, localDate } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

/** By when sections return what goes out: a date, and below it the day as people say it. */
export function DueField({
  due,
  onChange,
}: {
  readonly due: string;
  readonly onChange: (due: string) => void;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  return (
    <TextField className="due-field" value={due} onChange={onChange}>
      <Label>{t('exchange.due')}</Label>
      <Input type="date" />
      <Text slot="description" className="soft">
        {due === '' ? '' : dayName(localDate(due), settings)}
      </Text>
    </TextField>
  );
}
