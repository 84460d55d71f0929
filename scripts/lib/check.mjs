import { deadExports } from './house.mjs';
import { runNode } from './run.mjs';

const projects = ['src-shared', 'src-main/engine', 'src-main', 'src-renderer', 'test', 'scripts'];

/**
 * Types of the six TypeScript projects, the format, the lint rules (the order of the rooms among them), and exports that nothing imports.
 * @returns {Promise<{ name: string, passed: number, failed: number, skipped: number, seconds: number }[]>}
 */
export async function check() {
  const steps = [
    ...projects.map((project) => ({
      name: `types ${project}`,
      file: 'node_modules/typescript/bin/tsc',
      args: ['-p', `${project}/tsconfig.json`, '--pretty', 'false'],
    })),
    { name: 'format', file: 'node_modules/oxfmt/bin/oxfmt', args: ['--check', '.'] },
    { name: 'lint and layers', file: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings'] },
  ];
  const suites = [];
  for (const { name, file, args } of steps) {
    const started = performance.now();
    const { status, output } = await runNode(file, args, { show: 'quiet' });
    const seconds = (performance.now() - started) / 1000;
    suites.push({ name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, seconds });
    console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s`);
    if (status !== 0) console.log(output.trimEnd());
  }
  const dead = deadExports();
  suites.push({
    name: 'exports',
    passed: dead.length === 0 ? 1 : 0,
    failed: dead.length === 0 ? 0 : 1,
    skipped: 0,
    seconds: 0,
  });
  console.log(
    dead.length === 0 ? 'ok  exports' : 'FAILED  exports: nothing imports these values (take `export` or all away)',
  );
  if (dead.length > 0) console.log(dead.join('\n'));
  return suites;
}
