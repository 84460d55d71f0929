/**
 * Why a part cannot be read. `unsafe`: it holds what no spreadsheet program writes and what is dangerous to follow
 * (a DOCTYPE, absurd nesting). `damaged`: it is not well-formed. Thrown inside src-main/engine only; the readers of
 * parts turn it into a failure or a warning.
 */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly kind: 'damaged' | 'unsafe';
  /** Where in the decoded text of the part, in UTF-16 units. */
  readonly offset: number;

  constructor(kind: 'damaged' | 'unsafe', message: string, offset: number) {
    super(`${message} (at ${offset})`);
    this.kind = kind;
    this.offset = offset;
  }
}
