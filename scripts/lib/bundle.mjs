import fs from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { rolldown } from 'rolldown';
import { build as buildPages } from 'vite';
import { programInput, programOutput, programPackage } from './bundle-options.mjs';
import { dist, root } from './paths.mjs';
import { writeLicences } from './licences.mjs';

/**
 * Bundles the program into dist/: main.js, worker.js and cli.js (sharing chunks, see bundle-options.mjs), preload.cjs (a
 * sandboxed preload must be CommonJS too) and renderer/ (the pages).
 * Built beside dist/ and swapped in at the end, so that a failed build leaves the last good one. Run by build.mjs with the pinned
 * Node.
 */
const source = (...parts) => path.join(root, ...parts);
const target = `${dist}.building-${process.pid}`;
/** Electron 33's Chromium, the oldest that the program runs on (the development runtime). */
const chromium = 'chrome130';

async function bundle(input, output) {
  const made = await rolldown({
    ...programInput,
    input,
    onLog: (level, log, report) => {
      // ExcelJS and its parts have circular imports and eval in code that is never called here.
      if (log.id?.includes('node_modules') || log.code === 'CIRCULAR_DEPENDENCY') return;
      report(level, log);
    },
  });
  const written = await made.write(output);
  await made.close();
  collect(written);
  refuseSharedEntries(written);
}

/** What entries have in common must stand beside them: loading an entry begins what it does. */
function refuseSharedEntries({ output }) {
  const entries = new Set(output.flatMap((chunk) => (chunk.isEntry ? [chunk.fileName] : [])));
  for (const { fileName, imports = [] } of output) {
    const shared = imports.find((name) => entries.has(name));
    if (shared !== undefined) throw new Error(`${fileName} would begin ${shared}`);
  }
}

const modules = new Set();
function collect({ output }) {
  for (const chunk of output) for (const id of chunk.moduleIds ?? []) modules.add(id);
  // Fonts and styles are assets; their names tell where they come from.
  for (const asset of output)
    for (const id of asset.originalFileNames ?? []) modules.add(path.resolve(root, 'src-renderer', id));
}

try {
  await bundle(
    {
      main: source('src-main', 'app', 'main.ts'),
      worker: source('src-main', 'jobs', 'worker.ts'),
      cli: source('src-main', 'cli', 'main.ts'),
      'cli-thread': source('src-main', 'cli', 'thread.ts'),
    },
    { dir: target, ...programOutput },
  );
  fs.writeFileSync(path.join(target, 'package.json'), programPackage);
  // The program knows nothing of the scripts: a checkout's way to Electron is handed in.
  fs.writeFileSync(
    path.join(target, 'electron-start.mjs'),
    "export { electronStart } from '../scripts/lib/electron-start.mjs';\n",
  );
  await bundle(source('src-main', 'app', 'preload.ts'), { file: path.join(target, 'preload.cjs'), format: 'cjs' });
  const pages = ['index.html', 'print.html']
    .map((page) => source('src-renderer', page))
    .filter((page) => fs.existsSync(page));
  const pagesBuilt = await buildPages({
    root: source('src-renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: path.join(target, 'renderer'),
      emptyOutDir: true,
      target: chromium,
      // The content security policy allows files of the app only: no inlined data: fonts, no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: pages, checks: { pluginTimings: false } },
    },
  });
  collect(/** @type {{ output: any }} */ (pagesBuilt));
  writeLicences(path.join(target, 'renderer', 'licences.txt'), modules);
  const old = `${dist}.old-${process.pid}`;
  if (fs.existsSync(dist)) fs.renameSync(dist, old);
  fs.renameSync(target, dist);
  fs.rmSync(old, { recursive: true, force: true });
} finally {
  fs.rmSync(target, { recursive: true, force: true });
}
