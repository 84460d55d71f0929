import { commands } from './commands.ts';
import { UsageError, type CommandIo, type ExitStatus } from './command.ts';

/** Runs one command line (without `node` and the script): `['read', 'plan.xlsx', '--json']`. */
export async function runCli(argv: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const text = await usageOfAll();
    (name === undefined ? io.err : io.out)(text);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    io.err(`unknown command: ${name}\n${await usageOfAll()}`);
    return 2;
  }
  const { command } = await load();
  if (args.length === 1 && (args[0] === '--help' || args[0] === '-h')) {
    io.out(`usage: kohyo-desk ${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\nusage: kohyo-desk ${command.usage}\n`);
    return 2;
  }
}

async function usageOfAll(): Promise<string> {
  const lines = await Promise.all(Object.values(commands).map(async (load) => (await load()).command.usage));
  return `usage:\n${lines.map((line) => `  kohyo-desk ${line}\n`).join('')}`;
}
