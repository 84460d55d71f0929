type Format = 'gzip' | 'deflate';

/** By the platform's own streams: `node:zlib` is for the workbook's packages. Rejects for bytes that are not what they should be. */
export const compressed = (bytes: Uint8Array, format: Format): Promise<Uint8Array> =>
  through(bytes, new CompressionStream(format));
export const inflated = (bytes: Uint8Array, format: Format): Promise<Uint8Array> =>
  through(bytes, new DecompressionStream(format));

async function through(bytes: Uint8Array, change: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(
    await new Response(new Blob([new Uint8Array(bytes)]).stream().pipeThrough(change)).arrayBuffer(),
  );
}
