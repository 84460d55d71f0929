import { commands } from '../../src-shared/contract/commands.ts';
import { about } from './about.ts';
import { whyNot, type Action } from './action.ts';
import { addRow } from './add-row.ts';
import { closeDocument } from './close-document.ts';
import { copyCells } from './copy-cells.ts';
import { earlierText } from './earlier-text.ts';
import { phrases } from './phrases.ts';
import { exchangeTabActions } from './exchange-tabs.ts';
import { exchange } from './exchange.ts';
import { fixTyping } from './fix-typing.ts';
import { forms } from './forms.ts';
import { focusList } from './focus-list.ts';
import { focusSheet } from './focus-sheet.ts';
import { glance } from './glance.ts';
import { goTo } from './go-to.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { keys } from './keys.ts';
import { newPlan } from './new-plan.ts';
import { newWindow } from './new-window.ts';
import { nextChange } from './next-change.ts';
import { nextDocument } from './next-document.ts';
import { nextIncomplete } from './next-incomplete.ts';
import { nextItem } from './next-item.ts';
import { nextPlan } from './next-plan.ts';
import { openFolder } from './open-folder.ts';
import { openSample } from './open-sample.ts';
import { open } from './open.ts';
import { prepareReturn } from './prepare-return.ts';
import { previousChange } from './previous-change.ts';
import { previousIncomplete } from './previous-incomplete.ts';
import { previousItem } from './previous-item.ts';
import { printChanges } from './print-changes.ts';
import { print } from './print.ts';
import { publish } from './publish.ts';
import { redo } from './redo.ts';
import { removeRow } from './remove-row.ts';
import { requestChange } from './request-change.ts';
import { replace } from './replace.ts';
import { saveAs } from './save-as.ts';
import { saveAll } from './save-all.ts';
import { save } from './save.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { showConflicts } from './show-conflicts.ts';
import { showVersions } from './show-versions.ts';
import { toggleChecks } from './toggle-checks.ts';
import { toggleDueOnly } from './toggle-due-only.ts';
import { toggleMine } from './toggle-mine.ts';
import { togglePaper } from './toggle-paper.ts';
import { toggleSettled } from './toggle-settled.ts';
import { undo } from './undo.ts';
import { dismiss, notify } from '../state/session.ts';
import { zoomIn, zoomOut, zoomReset } from './zoom.ts';

const known: readonly Action[] = [
  open,
  newWindow,
  newPlan,
  openFolder,
  openSample,
  save,
  saveAll,
  saveAs,
  showVersions,
  publish,
  nextPlan,
  forms,
  print,
  printChanges,
  exchange,
  prepareReturn,
  closeDocument,
  undo,
  redo,
  search,
  replace,
  history,
  requestChange,
  fixTyping,
  addRow,
  removeRow,
  goTo,
  nextIncomplete,
  previousIncomplete,
  nextChange,
  previousChange,
  nextItem,
  previousItem,
  nextDocument,
  focusList,
  focusSheet,
  togglePaper,
  toggleDueOnly,
  toggleMine,
  toggleSettled,
  glance,
  toggleChecks,
  showConflicts,
  settings,
  keys,
  help,
  about,
  copyCells,
  earlierText,
  phrases,
  ...exchangeTabActions,
  zoomIn,
  zoomOut,
  zoomReset,
];

const place = new Map<string, number>(commands.map(({ id }, index) => [id, index]));

/** Every action, in the order of the table of commands. A new one is a row there, a file and a line here. */
export const actions: readonly Action[] = known.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));

const byId = new Map<string, Action>(actions.map((action) => [action.id, action]));

/** Runs an action by its id, as a menu of main names it; of one that cannot be done now it says why. */
export function runAction(id: string): void {
  const action = byId.get(id);
  if (action === undefined) return;
  dismiss('not-now');
  const why = whyNot(action);
  if (why === undefined) void action.run();
  else notify({ id: 'not-now', tone: 'info', content: { kind: 'done', text: why } });
}
