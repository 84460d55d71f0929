import type { ReactNode } from 'react';
import { Input, Label, Text, TextArea, TextField } from 'react-aria-components';

export interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isInvalid?: boolean;
}

export const Line = ({ label, value, onChange, isInvalid = false }: LineProps): ReactNode => (
  <TextField value={value} onChange={onChange} isInvalid={isInvalid}>
    <Label>{label}</Label>
    <Input autoComplete="off" maxLength={500} />
  </TextField>
);

/** A text of several lines; `note` stands below it. */
export const Lines = ({
  label,
  value,
  onChange,
  rows,
  note,
}: LineProps & { readonly rows: number; readonly note?: string }): ReactNode => (
  <TextField value={value} onChange={onChange}>
    <Label>{label}</Label>
    <TextArea rows={rows} />
    {note !== undefined && <Text slot="description">{note}</Text>}
  </TextField>
);
