import type { ImageAnswer, IndexStatus } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { imageOptions } from './queries';
import { createQueryClient } from './query-client';
import { applyProgress } from './server-events';

const status = (layersRead: number, readBytes: number): IndexStatus => ({
  state: 'indexing',
  layerCount: 3,
  layersRead,
  readBytes,
  totalBytes: 100,
  layers: [],
});

function cacheWithImage() {
  const queryClient = createQueryClient();
  const key = imageOptions('app:1', null, 'en').queryKey;
  // All that progress is about.
  const image: Pick<ImageAnswer, 'ref' | 'index'> = { ref: 'sha256:aa', index: status(1, 10) };
  queryClient.setQueryData(key, image as ImageAnswer);
  return { queryClient, key };
}

describe('applyProgress', () => {
  test('the image shows the progress at once, by whatever name it was asked for', () => {
    const { queryClient, key } = cacheWithImage();
    applyProgress(queryClient, 'en', { ref: 'sha256:aa', locationId: 'x', index: status(1, 25) });
    expect(queryClient.getQueryData(key)?.index.readBytes).toBe(25);
    expect(queryClient.getQueryState(key)?.isInvalidated).toBe(false);
  });

  test('when a layer is done the image is asked for again', () => {
    const { queryClient, key } = cacheWithImage();
    applyProgress(queryClient, 'en', { ref: 'sha256:aa', locationId: 'x', index: status(2, 60) });
    expect(queryClient.getQueryState(key)?.isInvalidated).toBe(true);
  });

  test('progress of another image changes nothing', () => {
    const { queryClient, key } = cacheWithImage();
    const before = queryClient.getQueryData(key);
    applyProgress(queryClient, 'en', { ref: 'sha256:bb', locationId: 'x', index: status(3, 100) });
    expect(queryClient.getQueryData(key)).toBe(before);
  });
});
