import path from 'node:path';
import { root } from './paths.mjs';

const unusedModule = path.join(root, 'scripts', 'lib', 'unused-module.mjs');

/**
 * What rolldown makes of the program's sources, for dist/ and for the benchmark, which measures what ships.
 * @type {import('rolldown').InputOptions}
 */
export const programInput = {
  // Parts of ExcelJS that are never called here, its streaming reader and its CSV, stay out of the program.
  resolve: { alias: { unzipper: unusedModule, 'fast-csv': unusedModule } },
  platform: 'node',
  external: ['electron'],
  transform: { target: 'node20' },
};

/**
 * CommonJS, which starts sooner: an ES module that imports from `node:fs` or `node:util` loads all that these offer, and each chunk
 * waits for the one before. In ASCII, since one Japanese character makes the engine keep a whole file in two bytes a character.
 * Without comments, which are a fifth of what must be read at every start (licences.mjs writes the licences). What reads
 * workbooks stands in one chunk with the command `read`, since every thread and every command loads all of it, and each file
 * costs about a millisecond to find and load. What reads by other descriptions (`read/any`) is no part of it: a cold read of the
 * first form would look through all of that for nothing.
 */
export const programOutput = {
  format: 'cjs',
  charset: 'ascii',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  comments: false,
  codeSplitting: {
    groups: [
      {
        name: 'workbook',
        test: /src-main[\\/](?:engine[\\/](?:types|read[\\/](?!any[\\/]|open-by)|xml[\\/](?!xml-(?:edit|tree)|splice|start-tag)|package[\\/](?!zip-archive|attempt)|book[\\/](?!active-content|area-around|signed|workbook-index|styles[\\/]colours))|files[\\/](?:read-whole|file-failures|file-system|blocking-reads)|cli[\\/](?:open-input|within-time|refuse|arguments|command\.ts|commands[\\/]read\.ts))|src-shared[\\/](?:failures|domain[\\/](?:fields|result|sections|normal))/,
      },
    ],
  },
};

/** Says of a folder with such chunks what they are, whatever stands above it. */
export const programPackage = '{"type":"commonjs"}\n';
