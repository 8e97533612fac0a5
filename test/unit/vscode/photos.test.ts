import assert from 'node:assert/strict';
import { photoOf, photoSources } from '../../../src/vscode/panel/photos';

describe('The photo of a vehicle', () => {
  it('is the one whose size fits, by https or from this machine', () => {
    const photos = {
      default_image_url: 'https://photos.example.test/1.jpg',
      default_image_url_medium: 'https://photos.example.test/1-medium.jpg',
      default_image_url_small: 'http://127.0.0.1:1234/1-small.jpg',
    };
    assert.equal(photoOf({ id: 1, ...photos }), photos.default_image_url_medium);
    assert.equal(photoOf({ id: 1, ...photos, default_image_url_medium: null }), photos.default_image_url);
    const { default_image_url_small } = photos;
    assert.equal(photoOf({ id: 1, default_image_url_small }), default_image_url_small);
  });

  it('is none where an address is missing, plain http to elsewhere, or no web address', () => {
    for (const url of [
      null,
      undefined,
      '',
      'no address',
      'http://photos.example.test/1.jpg',
      'javascript:alert(1)',
      'data:image/png,',
    ]) {
      assert.equal(photoOf({ id: 1, default_image_url: url }), undefined, String(url));
    }
  });

  it('may come from this machine only where the API does', () => {
    assert.deepEqual(photoSources('https://secure.fleetio.com/api'), ['https:']);
    assert.deepEqual(photoSources(undefined), ['https:']);
    assert.ok(photoSources('http://127.0.0.1:4010/api').includes('http://127.0.0.1:*'));
  });
});
