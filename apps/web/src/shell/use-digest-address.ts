import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { imageOptions, useOpenImage } from '../client';
import { useExplorer } from '../state';

/** A link that names an image leads on to its digest, so that what is copied means the same image wherever it is opened. */
export function useDigestAddress(): void {
  const { answer: image } = useOpenImage();
  const queryClient = useQueryClient();
  const asked = useExplorer((state) => state.address.image);
  const language = useExplorer((state) => state.language);
  useEffect(() => {
    if (asked === null || asked === image.ref) return;
    const { queryKey } = imageOptions(image.ref, null, language);
    queryClient.setQueryData(queryKey, image);
    // While it is read an answer about it may be under way to the name: the digest has to ask for itself.
    if (image.version === null) void queryClient.invalidateQueries({ queryKey });
    useExplorer.getState().nameImage(image.ref);
  }, [queryClient, image, asked, language]);
}
