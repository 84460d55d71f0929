export function parseLog(log: string): { readonly records: readonly object[]; readonly unread: number };
