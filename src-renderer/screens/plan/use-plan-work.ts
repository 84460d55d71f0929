import { useState } from 'react';
import type { Failure } from '../../../src-shared/failures/failures.ts';

/** One work of a dialog at a time: while it runs its buttons wait without being disabled, so that the one with the cursor keeps it. */
export function usePlanWork() {
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const during = async (job: () => Promise<Failure | undefined>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      setFailure(await job());
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, during };
}
