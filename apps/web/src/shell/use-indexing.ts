import { useEffect } from 'react';
import { request, useOpenImage } from '../client';

/** Asks the server to read the image where nobody has yet. What was stopped or failed waits for the reader. */
export function useIndexing(): void {
  const { image } = useOpenImage();
  const { ref } = image;
  const isIdle = image.index.state === 'idle' && image.kind === 'image';
  useEffect(() => {
    if (!isIdle) return;
    // A failure comes back in the image's own state, by the event stream.
    request('indexImage', { params: { ref } }).catch(() => undefined);
  }, [ref, isIdle]);
}
