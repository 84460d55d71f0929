#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * What electron-builder asks of fpm for a .deb, done by Debian's own dpkg-deb (CUSTOM_FPM_PATH names this file): fpm is a
 * download that a closed network does not have. Takes fpm's arguments; an option it does not know is an error.
 */
const options = readArguments(process.argv.slice(2));
if (options.one('-s') !== 'dir' || options.one('-t') !== 'deb')
  throw new Error(`only -s dir -t deb: ${process.argv.join(' ')}`);

const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-deb-'));
fs.chmodSync(stage, 0o755);
try {
  for (const file of options.files) place(file);
  writeChangelog();
  const packed = tidy();
  writeControl(packed);
  const asked = options.one('--deb-compression', 'xz');
  const compression = `-Z${{ gz: 'gzip', zst: 'zstd' }[asked] ?? asked}`;
  execFileSync('dpkg-deb', ['--root-owner-group', compression, '--build', stage, options.one('--package')], {
    stdio: 'inherit',
  });
} finally {
  fs.rmSync(stage, { recursive: true, force: true });
}

/** fpm's arguments: `SOURCE=TARGET` are files, `--force` and `--debug` stand alone, all others have a value. */
function readArguments(args) {
  const given = new Map();
  const files = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (arg === '--force' || arg === '--debug') continue;
    if (arg.startsWith('-')) given.set(arg, [...(given.get(arg) ?? []), args[(at += 1)]]);
    else files.push(arg);
  }
  return {
    files,
    all: (name) => given.get(name) ?? [],
    one: (name, otherwise = '') => given.get(name)?.[0] ?? otherwise,
  };
}

function place(file) {
  const cut = file.lastIndexOf('=');
  const to = path.join(stage, file.slice(cut + 1));
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.cpSync(file.slice(0, cut), to, { recursive: true, verbatimSymlinks: true });
}

/** Debian policy 12.7: a package has a changelog; the project's own history is kept elsewhere. */
function writeChangelog() {
  const version = options.one('--version');
  const text = `${options.one('--name')} (${version}) stable; urgency=medium\n\n  * Release ${version}.\n\n -- ${options.one('--maintainer')}  Thu, 01 Jan 2026 00:00:00 +0000\n`;
  const folder = path.join(stage, 'usr', 'share', 'doc', options.one('--name'));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'changelog.gz'), gzipSync(text, { level: 9 }));
}

/** Rights as policy 10.9 wants them, whatever the builder's umask; answers size and check sums of the files. */
function tidy() {
  const entries = fs
    .readdirSync(stage, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, full: path.join(entry.parentPath, entry.name) }))
    .sort((a, b) => (a.full < b.full ? -1 : 1));
  let kilobytes = 0;
  const sums = [];
  for (const { entry, full } of entries) {
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || isProgram(full);
    fs.chmodSync(full, runs ? 0o755 : 0o644);
    if (!entry.isFile()) continue;
    const bytes = fs.readFileSync(full);
    kilobytes += Math.ceil(bytes.length / 1024);
    sums.push(`${createHash('md5').update(bytes).digest('hex')}  ${path.relative(stage, full)}\n`);
  }
  return { kilobytes, sums: sums.join('') };
}

/** Executable, and not a library: those are loaded, never run. */
function isProgram(file) {
  return (fs.statSync(file).mode & 0o111) !== 0 && !/\.so(\.\d+)*$/u.test(file);
}

/** A paragraph of a description in lines of at most 78 characters, as `Description` holds them (policy 5.6.13). */
function folded(paragraph) {
  if (paragraph.trim() === '') return [' .'];
  return paragraph
    .trim()
    .match(/\S.{0,76}(?=\s|$)/gu)
    .map((line) => ` ${line.trimEnd()}`);
}

function writeControl({ kilobytes, sums }) {
  const control = path.join(stage, 'DEBIAN');
  fs.mkdirSync(control);
  const [synopsis, ...more] = options.one('--description').trim().split('\n');
  const fields = {
    Package: options.one('--name'),
    Version: options.one('--version') + (options.one('--iteration') === '' ? '' : `-${options.one('--iteration')}`),
    Architecture: options.one('--architecture'),
    Maintainer: options.one('--maintainer'),
    'Installed-Size': kilobytes,
    Depends: options.all('-d').join(', '),
    Recommends: options.all('--deb-recommends').join(', '),
    Section: options.one('--category', 'misc'),
    Priority: options.one('--deb-priority', 'optional'),
    Homepage: options.one('--url'),
    Description: [synopsis, ...more.flatMap(folded)].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== '');
  fs.writeFileSync(path.join(control, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
  fs.writeFileSync(path.join(control, 'md5sums'), sums);
  for (const [script, option] of [
    ['postinst', '--after-install'],
    ['postrm', '--after-remove'],
  ]) {
    const source = options.one(option);
    if (source !== '') fs.writeFileSync(path.join(control, script), fs.readFileSync(source), { mode: 0o755 });
  }
}
