import type { Settings } from './settings.ts';

/** What a first start begins with; main falls back on it for values that are missing or wrong, the window until main answers. */
export const defaultSettings: Settings = {
  language: 'ja',
  theme: 'system',
  textSize: 'medium',
  years: 'era',
  personName: '',
  personSection: '',
  growRows: true,
  atClosing: 'ask',
  sheetZoom: 100,
  listWidth: 0,
  rateRule: 'ratio',
  rateBands: '',
  listColumns: ['status', 'grade'],
  phrases: [],
  firstStartDone: false,
};
