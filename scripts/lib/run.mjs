import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bin, root } from './paths.mjs';

/** The pinned Node of node_modules (24.x) where it is installed, else the Node that runs this script. */
export function nodePath() {
  const pinned = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  return fs.existsSync(pinned) ? fs.realpathSync(pinned) : process.execPath;
}

/** The environment of children: node_modules/.bin first on the PATH, so that they find the pinned Node too. */
export function childEnv(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: `${bin}${path.delimiter}${process.env[key] ?? ''}`, ...extra };
}

/**
 * Runs a program and resolves to its exit status with its output; never through a shell, so that paths with blanks
 * and Windows behave alike. `tee` shows the output as well, `inherit` leaves the streams alone. A program that cannot be started has status 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: 'tee' | 'inherit' | 'quiet', timeout?: number }} [options]
 * @returns {Promise<{ status: number, output: string }>}
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = childEnv(), show = 'inherit', timeout } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(timeout === undefined ? {} : { timeout, killSignal: 'SIGKILL' }),
    });
    let output = '';
    const take = (stream, sink) =>
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (show === 'tee') sink.write(text);
      });
    take(child.stdout, process.stdout);
    take(child.stderr, process.stderr);
    child.on('error', (error) => resolve({ status: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ status: code ?? (signal ? 128 : 1), output }));
  });
}

/** Runs a JavaScript file of a package of node_modules with the pinned Node. */
export const runNode = (file, args = [], options = {}) => run(nodePath(), [path.resolve(root, file), ...args], options);

/** npm's own command line, run without a shell (on Windows `npm` is a .cmd file, which only a shell can start). */
export function npmCommand() {
  const cli = process.env.npm_execpath ?? npmBesideNode();
  return cli === undefined ? { command: 'npm', before: [] } : { command: process.execPath, before: [cli] };
}

function npmBesideNode() {
  const home = path.dirname(process.execPath);
  return [
    path.join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((file) => fs.existsSync(file));
}

export function npm(args, options = {}) {
  const { command, before } = npmCommand();
  return run(command, [...before, ...args], { env: process.env, ...options });
}
