import { setSheetZoom, zoomSteps } from '../workspace/zoom.ts';
import { activeDocument, session } from '../state/session.ts';
import { command, type Action } from './action.ts';

const zoom = (): number => session.get().settings.sheetZoom;

/** The size of the sheet and of the paper view, kept between starts; the whole window goes by the text size of the settings. */
export const zoomIn: Action = {
  ...command('zoomIn'),
  enabled: () => activeDocument() !== undefined,
  run: () => setSheetZoom(zoomSteps.find((step) => step > zoom()) ?? zoom()),
};

export const zoomOut: Action = {
  ...command('zoomOut'),
  enabled: () => activeDocument() !== undefined,
  run: () => setSheetZoom(zoomSteps.findLast((step) => step < zoom()) ?? zoom()),
};

export const zoomReset: Action = {
  ...command('zoomReset'),
  enabled: () => activeDocument() !== undefined,
  run: () => setSheetZoom(100),
};
