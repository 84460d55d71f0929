import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Writes the licences of every package that ships in the program; a package without a licence stops the build. */
export function writeLicences(file) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const sections = [`Kohyo Desk\n\n${fs.readFileSync(path.join(root, 'LICENSE'), 'utf8')}`];
  for (const [place, entry] of Object.entries(packages)) {
    if (place === '' || entry.dev === true) continue;
    const folder = path.join(root, place);
    if (!fs.existsSync(folder)) continue;
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const licence = manifest.license ?? manifest.licenses?.map((one) => one.type).join(' OR ');
    const texts = fs.readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|ofl)/iu.test(name)).sort();
    if (licence === undefined && texts.length === 0) throw new Error(`${place} names no licence`);
    const body = texts.map((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n');
    sections.push(`${manifest.name} ${manifest.version} (${licence ?? 'see below'})\n\n${body}`);
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${sections.map((text) => text.trim()).join(`\n\n${'-'.repeat(72)}\n\n`)}\n`);
}
