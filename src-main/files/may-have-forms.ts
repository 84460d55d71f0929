import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder, policyFile, surroundings } from './data-folder-places.ts';

/**
 * Whether a form may be registered on this machine. It costs a look for one folder, so that reading a workbook where nobody has
 * registered any loads neither the policy's schema nor descriptions. Where a policy decides on the folder, the answer is yes.
 */
export function mayHaveForms(): boolean {
  const around = surroundings();
  const chosen = around.env['KOHYO_DATA_DIR'] ?? '';
  if (chosen === '' && existsSync(policyFile(around))) return true;
  return existsSync(join(chosen === '' ? localFolder(around) : chosen, 'forms'));
}
