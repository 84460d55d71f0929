import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { readWorkbookPart } from '../../engine/book/workbook-part.ts';
import { attempt } from '../../engine/package/attempt.ts';
import { openPackage, workbookPart } from '../../engine/package/open-package.ts';
import { readCarriedBase } from '../../engine/write/marks/exchange-parts.ts';
import { openExchanged, type ExchangedWorkbook } from './open-exchanged.ts';
import type { PlanForm } from './plan-form.ts';

/**
 * Whether a workbook that got its marks reads back as it was meant: what is not so is not sent. Sheets that are byte by byte
 * those that were read before the marks came are not read a second time; the workbook part and the base are.
 */
export function checkSending(
  bytes: Uint8Array,
  before: ExchangedWorkbook,
  form: PlanForm | undefined,
): Result<void, Failure> {
  return attempt(() => {
    const pkg = openPackage(bytes);
    if (!pkg.ok) return pkg;
    const own = before.opened.package;
    const isSame = (part: string): boolean =>
      pkg.value.has(part) && Buffer.compare(pkg.value.stored(part), own.stored(part)) === 0;
    const content = own.entryNames.filter((part) => /\/(?:worksheets|sharedStrings|styles)/i.test(part));
    if (form !== undefined || !content.every(isSame)) {
      const again = openExchanged(bytes, false, undefined, form);
      if (!again.ok) return again;
    }
    const names = new Set(
      readWorkbookPart(pkg.value.text(workbookPart(pkg.value)).text).sheets.map(({ name }) => name),
    );
    const isWhole = before.opened.items.every(({ sheet }) => names.has(sheet));
    return isWhole && readCarriedBase(pkg.value) !== undefined
      ? ok(undefined)
      : err({ kind: 'write-failed', reason: 'check' });
  });
}
