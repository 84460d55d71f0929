import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';

/** A number of a table that leads to its sheets; nothing is no button. */
export function CountButton({ count, name, onPick }: { count: number; name: string; onPick: () => void }): ReactNode {
  if (count === 0) return <span className="soft">0</span>;
  return (
    <Button className="react-aria-Button small count" aria-label={name} onPress={onPick}>
      {count}
    </Button>
  );
}
