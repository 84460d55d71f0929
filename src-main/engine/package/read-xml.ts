import { damaged, unsafe } from './package-error.ts';
import { XmlError } from '../xml/xml-error.ts';

/** Runs a reader of one part; what is wrong with its XML becomes a failure that names the part. */
export function readXml<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlError) {
      throw error.kind === 'unsafe' ? unsafe(`${part}: ${error.message}`) : damaged(part);
    }
    throw error;
  }
}
