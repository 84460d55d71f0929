import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Writes the software's bill of materials (CycloneDX 1.5): the packages of which a module is in the built program, and the
 * Electron that it runs on. `npm sbom` was tried: it leaves out packages that development needs too.
 * @param {string} file
 * @param {string} electronVersion
 */
export function writeBillOfMaterials(file, electronVersion) {
  const manifest = readJson('package.json');
  const components = [...bundledPackages(), { name: 'electron', version: electronVersion, licence: 'MIT' }];
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', name: manifest.name, version: manifest.version, 'bom-ref': manifest.name },
    },
    components: components.map(component),
  };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(bill, undefined, 2)}\n`);
}

const readJson = (name) => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));

/** The packages whose licences the build wrote: those of which a module is in dist/. */
function bundledPackages() {
  const licences = fs.readFileSync(path.join(root, 'dist', 'renderer', 'licences.txt'), 'utf8');
  const integrity = new Map();
  for (const [place, entry] of Object.entries(readJson('package-lock.json').packages))
    integrity.set(`${place.replace(/^.*node_modules\//u, '')}@${entry.version}`, entry.integrity);
  return [...licences.matchAll(/^-{72}\n\n(\S+) (\S+) \((.*)\)$/gmu)].map(([, name, version, licence]) => ({
    name,
    version,
    licence,
    integrity: integrity.get(`${name}@${version}`),
  }));
}

function component({ name, version, licence, integrity }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [, sha512] = /^sha512-(.*)$/u.exec(integrity ?? '') ?? [];
  const hashes = sha512 && [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }];
  return { type: 'library', 'bom-ref': purl, name, version, purl, licenses: [{ expression: licence }], hashes };
}
