import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';

export interface TicksProps<T extends string> {
  readonly label?: string;
  readonly options: readonly (readonly [id: T, name: string])[];
  readonly chosen: readonly T[];
  /** The chosen ones in the order of the options. */
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Several choices, each on or off. */
export function Ticks<T extends string>({ label, options, chosen, onChange }: TicksProps<T>): ReactNode {
  return (
    <CheckboxGroup
      className="ticks"
      value={[...chosen]}
      onChange={(next) => onChange(options.map(([id]) => id).filter((id) => next.includes(id)))}
      {...(label === undefined ? { 'aria-label': options.map(([, name]) => name).join(' ') } : {})}
    >
      {label !== undefined && <Label>{label}</Label>}
      <div>
        {options.map(([id, name]) => (
          <Checkbox key={id} className="checkbox" value={id}>
            <span className="check-mark" aria-hidden="true" />
            {name}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
