import { setFlagsFromString } from 'node:v8';

/**
 * Leaves V8's slowest compiler out, for the whole program and all of its threads. What reads a workbook or lays paper out lives for a
 * second or two in a thread of its own, and that compiler takes more time beside it than its code saves: of processor time
 * in Electron, reading and laying out 100 items took 4.8 s with it and 2.1 s without, opening a plan of 100 items 1.5 s and 1.0 s.
 */
export const compileQuickly = (): void => setFlagsFromString('--no-turbofan');
