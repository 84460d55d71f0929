import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The commands that tests run note what they wrote: never in the data folder of the person who runs the tests. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-test-data-'));
  process.env['KOHYO_DATA_DIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
