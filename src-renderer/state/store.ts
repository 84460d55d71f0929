/** The smallest store that React can subscribe to: one value, replaced as a whole. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  update(change: (now: T) => T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Listeners by key. A keystroke's commit wakes the one box and the one list row it concerns, never the others: with
 * 300 sheets open that is what keeps typing as fast as a bare textarea.
 */
export interface KeyedSignal {
  subscribe(key: string, listener: () => void): () => void;
  emit(key: string): void;
}

export function createKeyedSignal(): KeyedSignal {
  const byKey = new Map<string, Set<() => void>>();
  return {
    subscribe: (key, listener) => {
      let listeners = byKey.get(key);
      if (listeners === undefined) byKey.set(key, (listeners = new Set()));
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byKey.get(key) === listeners) byKey.delete(key);
      };
    },
    emit: (key) => {
      for (const listener of byKey.get(key) ?? []) listener();
    },
  };
}
