import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Writes the licences of every package of which a module is in the built program; a package without a licence stops
 * the build.
 * @param {string} file
 * @param {Iterable<string>} modules paths of the bundled modules
 */
export function writeLicences(file, modules) {
  const sections = [`Kohyo Desk\n\n${fs.readFileSync(path.join(root, 'LICENSE'), 'utf8')}`];
  for (const folder of packageFolders(modules)) {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const licence = manifest.license ?? manifest.licenses?.map((one) => one.type).join(' OR ');
    const texts = fs
      .readdirSync(folder)
      .filter((name) => /^(licen[cs]e|copying|notice|ofl)/iu.test(name))
      .sort();
    if (licence === undefined && texts.length === 0) throw new Error(`${path.relative(root, folder)} names no licence`);
    const body = texts.map((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n');
    sections.push(`${manifest.name} ${manifest.version} (${licence ?? 'see below'})\n\n${body}`);
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${sections.map((text) => text.trim()).join(`\n\n${'-'.repeat(72)}\n\n`)}\n`);
}

function packageFolders(modules) {
  const folders = new Set();
  for (const module of modules) {
    // A virtual module begins with a NUL; a query (`?commonjs-proxy`) stands behind the path.
    const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/u.exec(
      module.replace(/^\0+/u, '').replace(/\?.*$/u, ''),
    );
    if (match?.[1] !== undefined && fs.existsSync(path.join(match[1], 'package.json'))) folders.add(match[1]);
  }
  return [...folders].sort();
}
