import { promisify } from 'node:util';
// oxlint-disable-next-line no-restricted-imports -- streams of PDFs, which are no packages: a call each, a tenth of the time that the platform's streams take for so many small ones
import zlib from 'node:zlib';

/** The streams of a PDF, packed (ISO 32000-1, 7.4.4) and unpacked; the second rejects for bytes that are no such stream. */
export const deflated: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(zlib.deflate);
export const inflated: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(zlib.inflate);
