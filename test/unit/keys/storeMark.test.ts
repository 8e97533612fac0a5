import assert from 'node:assert/strict';
import { StoreMark } from '../../../src/keys/storeMark';
import { memoryStore } from './memoryStore';

describe('StoreMark', () => {
  it('tells once that a store forgot everything, and again after the next time', async () => {
    const store = memoryStore();
    let flagged = false;
    const open = (): StoreMark =>
      new StoreMark(store, {
        get: () => flagged,
        set: (value) => Promise.resolve(void (flagged = value)),
      });
    assert.equal(await open().isForgotten(), false, 'nothing was ever stored');
    await open().leave();
    assert.equal(await open().isForgotten(), false, 'the store has it still');
    store.entries.clear();
    assert.equal(await open().isForgotten(), true);
    assert.equal(await open().isForgotten(), false, 'it was told');
    await open().leave();
    store.entries.clear();
    assert.equal(await open().isForgotten(), true);
  });
});
