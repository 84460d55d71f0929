/** A TrueType font of one character, a full black square, as a section's own 外字 font has it; `family` in ASCII. */
export function tinyFont(family: string, char: string): Uint8Array {
  const code = char.codePointAt(0) ?? 0;
  const em = 1000;
  const u16 = (...values: readonly number[]) => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
  const u32 = (...values: readonly number[]) =>
    values.flatMap((value) => [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
  const square = [...u16(1, 50, 0, 950, 800, 3, 0), 1, 1, 1, 1, ...u16(50, 0, 900, 0, 0, 800, 0, -800)];
  const names = [family, 'Regular', family, family, '1', family.replaceAll(' ', '')];
  const utf16 = (text: string) => [...text].flatMap((letter) => u16(letter.charCodeAt(0)));
  const ids = [1, 2, 3, 4, 5, 6];
  let at = 0;
  const records = names.flatMap((text, index) => {
    const record = u16(3, 1, 0x409, ids[index] ?? 0, text.length * 2, at);
    at += text.length * 2;
    return record;
  });
  const cmap4 = [
    ...u16(4, 32, 0, 4, 4, 1, 0),
    ...u16(code, 0xffff),
    ...u16(0),
    ...u16(code, 0xffff),
    ...u16(1 - code, 1),
    ...u16(0, 0),
  ];
  const tables: Readonly<Record<string, readonly number[]>> = {
    'OS/2': [
      ...u16(4, em, 400, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      ...Array.from({ length: 10 }, () => 0),
      ...u32(0, 1 << 28, 0, 0),
      0x4b,
      0x59,
      0x4f,
      0x31,
      ...u16(0x40, code, code, 880, -120, 0, 880, 120),
      ...u32(0, 0),
      ...u16(500, 700, 0, 32, 1),
    ],
    cmap: [...u16(0, 1, 3, 1), ...u32(12), ...cmap4],
    glyf: square,
    head: [
      ...u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
      ...u16(0, em),
      ...u32(0, 0, 0, 0),
      ...u16(50, 0, 950, 800, 0, 8, 2, 1, 0),
    ],
    hhea: [...u32(0x00010000), ...u16(880, -120, 0, em, 0, 0, 950, 1, 0, 0, 0, 0, 0, 0, 0, 2)],
    hmtx: u16(em, 0, em, 50),
    // Glyph 0, «missing», is empty.
    loca: u32(0, 0, square.length),
    maxp: [...u32(0x00010000), ...u16(2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
    name: [...u16(0, names.length, 6 + records.length), ...records, ...names.flatMap(utf16)],
    post: [...u32(0x00030000, 0), ...u16(0, 0), ...u32(0, 0, 0, 0, 0)],
  };
  const padded = (bytes: readonly number[]) => [
    ...bytes,
    ...Array.from({ length: (4 - (bytes.length % 4)) % 4 }, () => 0),
  ];
  const sum = (bytes: readonly number[]) =>
    padded(bytes).reduce((total, byte, index) => (total + byte * 2 ** (8 * (3 - (index % 4)))) % 2 ** 32, 0);
  const entries = Object.entries(tables);
  const directory: number[] = [];
  const body: number[] = [];
  for (const [tag, bytes] of entries) {
    directory.push(
      ...[...tag.padEnd(4)].map((letter) => letter.charCodeAt(0)),
      ...u32(sum(bytes), 12 + 16 * entries.length + body.length, bytes.length),
    );
    body.push(...padded(bytes));
  }
  return Uint8Array.from([
    ...u32(0x00010000),
    ...u16(entries.length, 128, 3, entries.length * 16 - 128),
    ...directory,
    ...body,
  ]);
}
