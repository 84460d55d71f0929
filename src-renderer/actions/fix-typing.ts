import { fixTyping as applyFix, typingNotes } from '../../src-shared/checks/typing.ts';
import { editField } from '../editing/edit.ts';
import { isEditable } from '../editing/editable.ts';
import { flushTyping } from '../editing/pending.ts';
import { focusedField } from '../state/go-to.ts';
import { textOf } from '../state/texts.ts';
import { say, unsay } from '../workspace/say.ts';
import { command, type Action } from './action.ts';

export const fixTyping: Action = {
  ...command('fixTyping'),
  enabled: () => focusedField() !== undefined,
  run: () => {
    flushTyping();
    const field = focusedField();
    if (field === undefined) return;
    if (!isEditable(field)) return say('fix.locked');
    const text = textOf(field);
    const kinds = new Set(
      typingNotes(text)
        .filter(({ fixable }) => fixable)
        .map(({ kind }) => kind),
    );
    if (kinds.size === 0) return say('fix.none');
    unsay();
    editField(field, [...kinds].reduce(applyFix, text), 'fix');
  },
};
