/** By gzip, through the platform's own streams: `node:zlib` is for the workbook's packages. Rejects for bytes that are not what they should be. */
export const compressed = (bytes: Uint8Array): Promise<Uint8Array> => through(bytes, new CompressionStream('gzip'));
export const inflated = (bytes: Uint8Array): Promise<Uint8Array> => through(bytes, new DecompressionStream('gzip'));

/** As much as can be read of bytes that may be damaged, and whether that is all of it. */
export async function inflatedUntilDamage(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let whole = true;
  try {
    const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value);
  } catch {
    whole = false;
  }
  return { bytes: Buffer.concat(chunks), whole };
}

async function through(bytes: Uint8Array, change: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(new Blob([new Uint8Array(bytes)]).stream().pipeThrough(change)).arrayBuffer(),
  );
}
