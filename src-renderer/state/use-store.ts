import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** Subscribes a component to one part of a store. `select` must give equal values for equal parts. */
export function useStore<T, P>(store: Store<T>, select: (value: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
