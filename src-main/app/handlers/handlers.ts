import { app } from 'electron';
import { given } from '../../../src-shared/domain/given.ts';
import { openConflictsOf } from '../open-conflicts.ts';
import type { Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { formHandlers } from './form-handlers.ts';
import { openingHandlers } from './opening-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { printHandlers } from './print-handlers.ts';
import { savingHandlers } from './saving-handlers.ts';
import { teachHandlers } from './teach-handlers.ts';
import { windowHandlers } from './window-handlers.ts';

/** The contract's calls in terms of the services: dialogs, ids in place of paths, and nothing of their work. */
export function makeHandlers(services: DeskServices): Handlers {
  const { documents, settings, incoming, windows } = services;
  const exchange = exchangeHandlers(services);
  const opening = openingHandlers(services);

  return {
    appInfo: (sender) => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      developmentRuntime: services.developmentRuntime,
      warnings: services.warnings,
      window: windows.numberOf(sender),
    }),
    startedFor: () => services.waiting.answer(incoming),
    getSettings: () => settings.get(),
    setSettings: async (sender, patch) => {
      await settings.change(given(patch));
      services.settingsChanged();
      windows.tell('settingsChanged', settings.get(), sender);
      return settings.get();
    },
    stopWork: (_sender, what) => services.stopWork(what),
    newWindow: (_sender, document) => void windows.open(document ?? undefined),
    acceptEdit: (_sender, edit) => documents.acceptEdit(edit),
    numbersKnown: async (_sender, journal, last) => {
      if (journal === services.journal.id) await services.journal.raiseTo(last);
    },
    pastEdits: (_sender, id, above) => services.journal.history(id, above),
    checkNewRow: (_sender, row) => documents.checkNewRow(row),
    ...opening.handlers,
    ...savingHandlers(services),
    ...exchange,
    ...printHandlers(services, openConflictsOf(documents, services.journal, exchange.exchangeView)),
    ...planHandlers(services, opening.open),
    ...windowHandlers(services),
    ...teachHandlers({ ...services, refused: opening.refused }),
    ...formHandlers(services),
    readyToClose: (sender, answer) => windows.mayClose(sender, answer),
  };
}
