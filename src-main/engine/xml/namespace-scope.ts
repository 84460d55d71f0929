const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

interface Binding {
  readonly depth: number;
  readonly prefix: string;
  readonly uri: string;
}

/** The namespace declarations in force at a place of a document (Namespaces in XML 1.0, 6). */
export class NamespaceScope {
  readonly #bindings: Binding[] = [];
  #defaultUri = '';

  /** The namespace of names without prefix. */
  get defaultUri(): string {
    return this.#defaultUri;
  }

  bind(prefix: string, uri: string, depth: number): void {
    this.#bindings.push({ depth, prefix, uri });
    if (prefix === '') this.#defaultUri = uri;
  }

  /** Forgets what the element at this depth declared. */
  leave(depth: number): void {
    if (this.#bindings.at(-1)?.depth !== depth) return;
    while (this.#bindings.at(-1)?.depth === depth) this.#bindings.pop();
    this.#defaultUri = this.uriOf('') ?? '';
  }

  /** `undefined` for a prefix that is not declared. */
  uriOf(prefix: string): string | undefined {
    for (let i = this.#bindings.length - 1; i >= 0; i -= 1) {
      const binding = this.#bindings[i] as Binding;
      if (binding.prefix === prefix) return binding.uri;
    }
    return prefix === 'xml' ? xmlNamespace : undefined;
  }
}
