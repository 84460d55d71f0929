import type { ReactNode } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface ChooseOption {
  readonly id: string;
  readonly name: string;
}

export interface ChooseProps {
  readonly label: string;
  readonly showLabel?: boolean;
  readonly value: string;
  readonly options: readonly ChooseOption[];
  readonly onChange: (id: string) => void;
}

/** A choice of one, as used in bars, filters and settings. */
export function Choose({ label, showLabel = false, value, options, onChange }: ChooseProps): ReactNode {
  return (
    <Select
      className="choose"
      value={value}
      onChange={(key) => onChange(String(key))}
      {...(showLabel ? {} : { 'aria-label': label })}
    >
      {showLabel && <Label>{label}</Label>}
      <Button>
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Options options={options} />
    </Select>
  );
}

/** A choice of any number, as used in filters: what is chosen stands on the button, `none` where nothing is. */
export function ChooseSeveral({
  label,
  none,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly none: string;
  readonly value: readonly string[];
  readonly options: readonly ChooseOption[];
  readonly onChange: (ids: readonly string[]) => void;
}): ReactNode {
  const chosen = options.filter(({ id }) => value.includes(id)).map(({ name }) => name);
  return (
    <Select
      className="choose"
      selectionMode="multiple"
      value={[...value]}
      onChange={(keys) => onChange([...keys].map(String))}
    >
      <Label>{label}</Label>
      <Button>
        <SelectValue>{chosen.length === 0 ? none : chosen.join('、')}</SelectValue>
        <span aria-hidden="true">▾</span>
      </Button>
      <Options options={options} />
    </Select>
  );
}

const Options = ({ options }: { readonly options: readonly ChooseOption[] }): ReactNode => (
  <Popover className="choices">
    <ListBox>
      {options.map(({ id, name }) => (
        <ListBoxItem key={id} id={id} textValue={name}>
          {name}
        </ListBoxItem>
      ))}
    </ListBox>
  </Popover>
);
