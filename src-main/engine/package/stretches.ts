/**
 * The bytes of a file that is put together from stretches of an old one and new pieces. Stretches that follow each other in the
 * old file become one: of a package of 900 entries, of which two change, five pieces are copied.
 */
export class Stretches {
  readonly #old: Uint8Array;
  readonly #pieces: Uint8Array[] = [];
  #from = 0;
  #to = 0;
  /** Bytes so far. */
  length = 0;

  constructor(old: Uint8Array) {
    this.#old = old;
  }

  /** Goes on with the old file's bytes from `from` to before `to`. */
  keep(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
    this.length += to - from;
  }

  put(piece: Uint8Array): void {
    this.#flush();
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  bytes(): Buffer {
    this.#flush();
    return Buffer.concat(this.#pieces, this.length);
  }

  #flush(): void {
    if (this.#to > this.#from) this.#pieces.push(this.#old.subarray(this.#from, this.#to));
    this.#from = this.#to = -1;
  }
}
