import { startTransition, useEffect, useState } from 'react';
import type { Store } from './store.ts';

/**
 * A store's value for what may follow a moment later: React works it off in pieces between keys, so that a list of
 * hundreds of sheets never stands in the way of the next key.
 */
export function useLater<T>(store: Pick<Store<T>, 'get' | 'subscribe'>): T {
  const [value, setValue] = useState(store.get);
  useEffect(() => {
    const follow = (): void => startTransition(() => setValue(store.get));
    // Something may have changed between the first render and now.
    follow();
    return store.subscribe(follow);
  }, [store]);
  return value;
}
