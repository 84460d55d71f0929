import { useId, type ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';

/** A button that can be pressed unless there is a reason why not, which it tells to the mouse and to a screen reader. */
export function TellingButton({ why, ...rest }: ButtonProps & { readonly why: string | undefined }): ReactNode {
  const id = useId();
  const isDisabled = why !== undefined;
  return (
    <span className="telling" title={why}>
      <Button {...rest} isDisabled={isDisabled} {...(isDisabled ? { 'aria-describedby': id } : {})} />
      {isDisabled && (
        <span id={id} hidden>
          {why}
        </span>
      )}
    </span>
  );
}
