import path from 'node:path';

/** What paths of one file have in common: Windows and macOS tell neither case nor the two ways of writing a voiced kana apart. */
const pathKey = (file: string): string => {
  const whole = path.resolve(file);
  return process.platform === 'linux' ? whole : whole.normalize('NFC').toLowerCase();
};

/** Whether two paths name one file; links are not followed. */
export const isSamePath = (one: string, other: string): boolean => pathKey(one) === pathKey(other);
