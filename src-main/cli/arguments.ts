import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Strict parsing with `node:util` (`tokens` keep the order of repeated options); what it refuses becomes a
 * `UsageError`. A value may begin with `-` (`--value -`, `--value "- 検討中"`): an option of type string takes the
 * next argument whatever it looks like, as text of a sheet often begins with a dash.
 */
export function parseArguments<O extends Options>(args: readonly string[], options: O) {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      joined.push(...args.slice(i));
      break;
    }
    const option = arg.startsWith('--') && !arg.includes('=') ? options[arg.slice(2)] : undefined;
    if (option?.type === 'string') {
      const value = args[++i];
      if (value === undefined) throw new UsageError(`${arg} needs a value`);
      joined.push(`${arg}=${value}`);
    } else {
      joined.push(arg);
    }
  }
  const parsed = strictly(() =>
    parseArgs({ args: joined, options, allowPositionals: true, strict: true, tokens: true }),
  );
  refuseRepeated(parsed.tokens, options);
  return parsed;
}

function strictly<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Of an option given twice `parseArgs` keeps the last: `set --item 3 … --item 5 …` would write both texts into 5. */
function refuseRepeated(tokens: readonly { readonly kind: string; readonly name?: string }[], options: Options): void {
  const seen = new Set<string>();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || name === undefined || options[name]?.multiple === true) continue;
    if (seen.has(name)) throw new UsageError(`--${name} stands once only`);
    seen.add(name);
  }
}

/** The one positional argument that most commands take. */
export function onePositional(positionals: readonly string[], what: string): string {
  const [first, ...rest] = positionals;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  if (rest.length > 0) throw new UsageError(`unexpected argument: ${String(rest[0])}`);
  return first;
}
