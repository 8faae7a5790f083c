import type { ImageAnswer, LibraryAnswer, ServerEventName, ServerEvents } from '@stratascope/protocol/client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LanguageId } from '../i18n';
import { useExplorer } from '../state';
import { libraryOptions } from './queries';
import { routeUrl } from './request';
import { showable } from './showable';

/** A stream that the browser mends at once is not worth a word. */
const PATIENCE_MILLISECONDS = 1500;

/**
 * Keeps library and images fresh from the server's event stream, as long as the component lives. Where the stream breaks
 * off the page says so, and asks all anew when it is back: another server may have taken the place of the first.
 */
export function useServerEvents(): void {
  const queryClient = useQueryClient();
  const language = useExplorer((state) => state.language);

  useEffect(() => {
    const source = new EventSource(routeUrl('watchEvents', {}, { lang: language }));
    const on = <Name extends ServerEventName>(name: Name, take: (event: ServerEvents[Name]) => void) =>
      source.addEventListener(name, (event) => take(JSON.parse(event.data)));

    on('library', (library) => {
      const { queryKey } = libraryOptions(language);
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, showable(library));
      // What else is open tells where the base of an image ends.
      if (before !== undefined && refsOf(before) !== refsOf(library)) {
        void queryClient.invalidateQueries({ queryKey: ['image'] });
      }
    });
    on('progress', (progress) => applyProgress(queryClient, language, progress));

    const { setOffline } = useExplorer.getState();
    let timer = 0;
    source.onerror = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setOffline(true), PATIENCE_MILLISECONDS);
    };
    source.onopen = () => {
      window.clearTimeout(timer);
      if (!useExplorer.getState().isOffline) return;
      setOffline(false);
      void queryClient.invalidateQueries();
    };
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [queryClient, language]);
}

const refsOf = ({ locations }: LibraryAnswer): string =>
  locations.flatMap(({ images }) => images.map(({ ref }) => ref)).join();

/** Puts the progress into library and image at once, and asks for the image again when a layer or all of it is done. */
export function applyProgress(
  queryClient: QueryClient,
  language: LanguageId,
  { ref, locationId, index }: ServerEvents['progress'],
): void {
  queryClient.setQueryData(libraryOptions(language).queryKey, (library) =>
    library === undefined
      ? undefined
      : {
          ...library,
          locations: library.locations.map((location) =>
            location.id === locationId
              ? {
                  ...location,
                  images: location.images.map((image) =>
                    image.ref === ref ? { ...image, index: index.state } : image,
                  ),
                }
              : location,
          ),
        },
  );

  let isNews = false;
  queryClient.setQueriesData<ImageAnswer>({ queryKey: ['image'] }, (image) => {
    if (image === undefined || image.ref !== ref) return image;
    if (image.index.state !== index.state || image.index.layersRead !== index.layersRead) isNews = true;
    return { ...image, index };
  });
  if (isNews) void queryClient.invalidateQueries({ queryKey: ['image'] });
}
