import { runNode } from './run.mjs';

/** Bundles the program into dist/; throws when it does not build. */
export async function build() {
  const started = performance.now();
  const { status } = await runNode('scripts/lib/bundle.mjs');
  if (status !== 0) throw new Error('The build failed; its message stands above.');
  console.log(`built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
