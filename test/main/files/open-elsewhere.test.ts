import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { excelOwner, openElsewhere } from '../../../src-main/files/open-elsewhere.ts';
import { scratchFolders } from './scratch.ts';
import { onWindows } from '../../helpers/system.ts';

const folder = scratchFolders();

/** An owner file as Excel writes it: 165 bytes, the name in the code page and again in UTF-16. */
function ownerFile(name: string): Buffer {
  const bytes = Buffer.alloc(165, 0x20);
  bytes[0] = name.length;
  bytes.writeUInt16LE(name.length, 55);
  bytes.fill(0, 57);
  bytes.write(name, 57, 'utf16le');
  return bytes;
}

test('nothing beside the workbook: nobody has it open', async () => {
  expect(await openElsewhere(join(folder(), '台帳.xlsx'))).toBeUndefined();
});

// On Windows it counts while Excel holds it, which no test can.
test.skipIf(onWindows)("Excel's owner file names the person", async () => {
  const base = folder();
  writeFileSync(join(base, '~$台帳.xlsx'), ownerFile('みなと 花子'));
  expect(await openElsewhere(join(base, '台帳.xlsx'))).toEqual({ program: 'excel', who: 'みなと 花子' });
  expect(await openElsewhere(join(base, '別.xlsx'))).toBeUndefined();
});

test("LibreOffice's lock file names the person, or the login", async () => {
  const base = folder();
  writeFileSync(join(base, '.~lock.a.xlsx#'), ',hanako,host,22.11.2026 10:00,file:///home/hanako/.config;');
  expect(await openElsewhere(join(base, 'a.xlsx'))).toEqual({ program: 'libreoffice', who: 'hanako' });
});

test.skipIf(onWindows)('odd owner files count, without a name', async () => {
  const base = folder();
  writeFileSync(join(base, '~$a.xlsx'), '');
  expect(await openElsewhere(join(base, 'a.xlsx'))).toEqual({ program: 'excel', who: undefined });
  mkdirSync(join(base, '~$b.xlsx'));
  expect(await openElsewhere(join(base, 'b.xlsx'))).toBeUndefined();
  const wild = Buffer.alloc(165, 0xff);
  expect(excelOwner(wild)).toBeUndefined();
  const control = ownerFile('a\u0000\u202Eb');
  expect(excelOwner(control)).toBe('ab');
});
