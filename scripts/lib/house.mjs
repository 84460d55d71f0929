import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Where code of ours lies. */
const folders = ['src-shared', 'src-main', 'src-renderer', 'scripts', 'test'];

/** Files of the project that are TypeScript or modules, by their paths from the root. */
export function sourceFiles(within = folders) {
  return within.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  );
}

const texts = new Map();
const textOf = (file) => texts.get(file) ?? texts.set(file, fs.readFileSync(path.join(root, file), 'utf8')).get(file);

/**
 * What each file imports of ours: names by file, `*` for a file that is imported as a whole (`import * as`, `import()`, a path in a string).
 * Reads the text, not a syntax tree: the formatter lays every import out alike.
 * @returns {Map<string, Map<string, Set<string>>>} imported names by importing file and imported file
 */
export function importsOf(files = sourceFiles()) {
  const known = new Set(files);
  const imports = new Map();
  for (const file of files) {
    const text = textOf(file);
    const found = new Map();
    const note = (specifier, names) => {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
      if (!known.has(target)) return;
      const all = found.get(target) ?? found.set(target, new Set()).get(target);
      for (const name of names) all.add(name);
    };
    for (const [, clause, specifier] of text.matchAll(/^(?:import|export)\s([^;'"]*?)from '(\.[^']+)'/gms)) {
      const list = /\{([^}]*)\}/s.exec(clause)?.[1];
      const names = (list ?? '')
        .split(',')
        .map((name) =>
          name
            .replace(/\btype\s/, '')
            .split(' as ')[0]
            .trim(),
        )
        .filter((name) => name !== '');
      note(specifier, list === undefined ? ['*'] : names);
    }
    for (const [, specifier] of text.matchAll(/(?:import\(|^import |new URL\(|vi\.mock\()\s*'(\.[^']+)'/gm))
      note(specifier, ['*']);
    imports.set(file, found);
  }
  return imports;
}

/** Entries of bundles, benches and suites, which nothing of ours imports. */
const isEntry = (file) =>
  /^scripts\/|^test\/.*\.(?:test\.tsx?|bench\.mjs)$|config\.ts$|^test\/.*\.mjs$/.test(file) ||
  ['src-main/app/main.ts', 'src-main/app/preload.ts', 'src-main/cli/main.ts', 'src-main/jobs/worker.ts'].includes(file);

/**
 * Exported values that no other file imports, and exported types that nothing uses at all. Types that only their own file uses may be
 * exported: they describe its functions to a reader. A module loaded by `import()` is used through names that are read off its text.
 * @returns {string[]} `FILE: NAME`
 */
export function deadExports() {
  const files = sourceFiles();
  const used = new Map();
  const whole = new Map();
  for (const [file, found] of importsOf(files))
    for (const [target, names] of found)
      for (const name of names) {
        if (name === '*') whole.set(target, [...(whole.get(target) ?? []), file]);
        else used.set(target, (used.get(target) ?? new Set()).add(name));
      }
  const dead = [];
  for (const file of files) {
    if (isEntry(file)) continue;
    const text = textOf(file);
    for (const [, kind, name] of text.matchAll(
      /^export (?:async )?(const|let|function\*?|class|interface|type) (\w+)/gm,
    )) {
      if (used.get(file)?.has(name)) continue;
      const uses = new RegExp(`\\b${name}\\b`, 'g');
      if (whole.get(file)?.some((importer) => uses.test(textOf(importer)))) continue;
      if (/interface|type/.test(kind) && [...text.matchAll(uses)].length > 1) continue;
      dead.push(`${file}: ${name}`);
    }
  }
  return dead;
}

/**
 * Names that more than one file of the program exports, where one reader meets both: what main and what the window alone have never
 * meet, an action is named after what it does, and each command exports a `command`.
 * @returns {Map<string, string[]>} files by name
 */
export function exportedTwice() {
  const byName = new Map();
  for (const file of sourceFiles(['src-shared', 'src-main', 'src-renderer']))
    for (const [, name] of textOf(file).matchAll(
      /^export (?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm,
    ))
      byName.set(name, [...(byName.get(name) ?? []), file]);
  const meet = (one, other) => {
    const [a, b] = [one, other].map((file) => file.split('/')[0]);
    return a === b || a === 'src-shared' || b === 'src-shared';
  };
  const named = /^src-renderer\/actions\/|^src-main\/cli\/commands\//;
  for (const [name, files] of byName) {
    const own = files.filter((file) => !named.test(file));
    if (own.some((one, i) => own.slice(i + 1).some((other) => meet(one, other)))) byName.set(name, own);
    else byName.delete(name);
  }
  return byName;
}

/** The room that a file stands in: its folder below `src-*`, inside the engine and the screens one deeper; files beside the folders have none. */
export function roomOf(file) {
  const [top, first, second, ...rest] = file.split('/');
  if ((first === 'engine' || first === 'screens') && rest.length > 0) return `${top}/${first}/${second}`;
  return second === undefined ? undefined : `${top}/${first}`;
}

/**
 * Pairs of rooms that import each other, types included.
 * @returns {string[]} `ROOM ↔ ROOM: FILE → FILE`
 */
export function mutualRooms() {
  const arrows = new Map();
  for (const [file, found] of importsOf(sourceFiles(['src-shared', 'src-main', 'src-renderer'])))
    for (const target of found.keys()) {
      const [from, to] = [roomOf(file), roomOf(target)];
      if (from !== undefined && to !== undefined && from !== to) arrows.set(`${from} ${to}`, `${file} → ${target}`);
    }
  return [...arrows].flatMap(([pair, example]) => {
    const [from, to] = pair.split(' ');
    return from < to && arrows.has(`${to} ${from}`)
      ? [`${from} ↔ ${to}: ${example}; ${arrows.get(`${to} ${from}`)}`]
      : [];
  });
}

/** Files with more lines than a reader takes in at once. */
export const longFiles = (most = 400) => sourceFiles().filter((file) => textOf(file).split('\n').length - 1 > most);
