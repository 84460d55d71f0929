import fs from 'node:fs';
import path from 'node:path';
import { ensureDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** Draws assets/icon.png, assets/icons/ (Linux) and assets/icon.ico (Windows) from assets/icon.svg with Electron. For whoever changes the icon. */
const assets = path.join(root, 'assets');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
const runtime = await electronRuntime();
const stop = await ensureDisplay();
const work = fs.mkdtempSync(path.join(assets, '.icon-'));
fs.writeFileSync(path.join(work, 'package.json'), JSON.stringify({ name: 'icon', version: '0.0.0', main: 'main.cjs' }));
fs.writeFileSync(
  path.join(work, 'main.cjs'),
  `const { app, BrowserWindow } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
app.whenReady().then(async () => {
  const svg = fs.readFileSync(${JSON.stringify(path.join(assets, 'icon.svg'))}, 'utf8');
  const window = new BrowserWindow({ show: false });
  await window.loadURL('about:blank');
  for (const size of ${JSON.stringify(sizes)}) {
    const url = await window.webContents.executeJavaScript(\`new Promise((resolve) => {
      const image = new Image();
      image.onload = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: \${size}, height: \${size} });
        canvas.getContext('2d').drawImage(image, 0, 0, \${size}, \${size});
        resolve(canvas.toDataURL('image/png'));
      };
      image.src = 'data:image/svg+xml,' + encodeURIComponent(\${JSON.stringify(svg)});
    })\`);
    fs.writeFileSync(path.join(__dirname, size + '.png'), Buffer.from(url.split(',')[1], 'base64'));
  }
  app.quit();
});
`,
);
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const { status, output } = await run(runtime.executable, [...asRoot, work], { show: 'quiet' });
if (status !== 0) throw new Error(output);
fs.copyFileSync(path.join(work, '512.png'), path.join(assets, 'icon.png'));
fs.mkdirSync(path.join(assets, 'icons'), { recursive: true });
for (const size of sizes)
  fs.copyFileSync(path.join(work, `${size}.png`), path.join(assets, 'icons', `${size}x${size}.png`));
fs.writeFileSync(
  path.join(assets, 'icon.ico'),
  ico([16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: fs.readFileSync(path.join(work, `${size}.png`)) }))),
);
fs.rmSync(work, { recursive: true });
stop();

/** An .ico of PNG images: a header, a directory entry of 16 bytes each, the images. */
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}
