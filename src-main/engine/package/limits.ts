/**
 * What a package may cost. Real item workbooks stay far below: a plan of 1,000 items has about 4,000 entries and
 * 100 MB of XML in all. The figures keep the answer to any file within 5 s and 500 MB.
 */
export const packageLimits = {
  /** Bytes of the file itself. */
  file: 256 * 2 ** 20,
  /** Entries of the zip directory. */
  entries: 30_000,
  /** Inflated bytes of one entry that is read; a part held as text costs up to twice that. */
  entry: 64 * 2 ** 20,
  /** Inflated bytes that all entries together may claim. */
  claimed: 2 ** 30,
  /** Inflated bytes of all entries that are read, each counted once. */
  read: 160 * 2 ** 20,
  /** Bytes before the first entry that are passed over (mail gateways, byte order marks). */
  leadingJunk: 1024,
  /** Bytes behind the end record that are searched through (padding, mail gateways). */
  trailingJunk: 2 ** 20,
} as const;
