/** 0: part of a name; 1: ends a name; 2: never in a name; 3: the colon. Beyond ASCII everything counts as part of a name. */
export const nameClass = new Uint8Array(128).fill(2);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.') nameClass[c.charCodeAt(0)] = 0;
for (const c of ' \t\r\n/>=') nameClass[c.charCodeAt(0)] = 1;
nameClass[0x3a] = 3;

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/**
 * Names seen before, by hash: a part of a workbook has a few dozen names and thousands of elements, so that names
 * cost no allocation and compare as pointers. Shared by all scanners; a collision only costs the allocation.
 */
const knownNames: (string | undefined)[] = Array.from({ length: 4096 });

/** The name at `start` of a text, cut out only when it is new. `hash` is any hash of its characters. */
export function internName(text: string, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 12) ^ (end - start)) & 4095;
  const known = knownNames[slot];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
  // A slice would keep the whole part's text alive.
  const name = Buffer.from(text.slice(start, end), 'utf16le').toString('utf16le');
  knownNames[slot] = name;
  return name;
}
