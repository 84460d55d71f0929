import { inflateRawSync } from 'node:zlib';

/**
 * A zip's entries with their compressed bytes, read by as little code as possible and none of the application's: the
 * corpus run judges the application's patches by it. Files that get here were opened and are whole.
 */
export function rawEntries(bytes) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = file.length - 22;
  while (end >= 0 && file.readUInt32LE(end) !== 0x06054b50) end--;
  const directorySize = file.readUInt32LE(end + 12);
  let at = file.readUInt32LE(end + 16);
  if (file.readUInt32LE(at) !== 0x02014b50) at = end - directorySize;
  const count = file.readUInt16LE(end + 10);
  const entries = new Map();
  for (let n = 0; n < count; n++) {
    const size = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const offset = file.readUInt32LE(at + 42);
    const name = file.toString('latin1', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    const data = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    entries.set(name.toLowerCase(), {
      name,
      method: file.readUInt16LE(at + 10),
      packed: file.subarray(data, data + size),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** The part's text; UTF-16 by its byte order mark. */
export function entryText({ method, packed }) {
  const data = method === 0 ? packed : inflateRawSync(packed);
  if (data[0] === 0xff && data[1] === 0xfe) return data.toString('utf16le', 2);
  if (data[0] === 0xfe && data[1] === 0xff) return Buffer.from(data.subarray(2)).swap16().toString('utf16le');
  return data.toString('utf8');
}
