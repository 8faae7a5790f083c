import type { Location } from '@stratascope/protocol/client';
import { useQueryClient } from '@tanstack/react-query';
import { request } from '../client';
import { useExplorer } from '../state';
import { successorOf } from './successor';

/** Reads a location again whose file has changed, and goes to what has taken the image's place. */
export function useReadAgain(): (
  locationId: string,
  image: Pick<Location['images'][number], 'ref' | 'names'>,
) => Promise<void> {
  const queryClient = useQueryClient();
  return async (locationId, image) => {
    // What it cannot do it says itself: in the library, and here by the queries that fail again.
    const location = await request('reloadLocation', { params: { id: locationId } }).catch(() => null);
    const { setChangedWords, nameImage } = useExplorer.getState();
    setChangedWords(null);
    const successor = location === null ? null : successorOf(image, location.images);
    // Path and level stay: mostly it is the same image, built anew.
    if (successor !== null && successor !== image.ref) nameImage(successor);
    await queryClient.invalidateQueries();
  };
}
