import { describe, expect, it } from 'vitest';
import { longFiles, mutualRooms } from '../../scripts/lib/house.mjs';

/** What the linter cannot say of single files; circles of files and the order inside main are its own (layers.test.ts). */
describe('the house', () => {
  it('has no two rooms that import each other', () => {
    expect(mutualRooms()).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    expect(longFiles()).toEqual([]);
  });
});
