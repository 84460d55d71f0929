import { cellsText } from '../../src-shared/domain/clipboard-cells.ts';
import { desk } from '../desk.ts';
import { flushTyping } from '../editing/pending.ts';
import { gridOf } from '../state/box-grid.ts';
import { focusedField } from '../state/go-to.ts';
import { itemOf } from '../state/session.ts';
import { textOf } from '../state/texts.ts';
import { command, type Action } from './action.ts';

/** The whole table around the box as cells for Excel: rows and years as on the sheet. */
export const copyCells: Action = {
  ...command('copyCells'),
  enabled: () => focusedField() !== undefined,
  run: async () => {
    const field = focusedField();
    if (field === undefined || itemOf(field) === undefined) return;
    flushTyping();
    const cells = gridOf(field).map((row) => row.map((path) => (path === undefined ? '' : textOf({ ...field, path }))));
    await desk('copyText', cellsText(cells));
  },
};
