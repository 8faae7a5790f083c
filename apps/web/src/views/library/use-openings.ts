import { visibleString } from '@stratascope/core';
import type { Location } from '@stratascope/protocol/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { libraryOptions, RequestFailure, request, uploadArchive } from '../../client';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';

/** Something that is being opened here, or could not be. */
export interface Opening {
  readonly id: number;
  /** Null where it has no name. */
  readonly title: string | null;
  readonly state: 'sending' | 'failed';
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly message: string | null;
  readonly hint: string | null;
  readonly cancel: () => void;
}

/** Opens files and paths; what is open afterwards comes with the library itself. */
export function useOpenings(maxUploadBytes: number) {
  const queryClient = useQueryClient();
  const language = useExplorer((state) => state.language);
  const openImage = useExplorer((state) => state.openImage);
  const text = useText();
  const nextId = useRef(1);
  const [openings, setOpenings] = useState<readonly Opening[]>([]);

  const change = useCallback((id: number, next: Partial<Opening>) => {
    setOpenings((all) => all.map((one) => (one.id === id ? { ...one, ...next } : one)));
  }, []);
  const dismiss = useCallback((id: number) => {
    setOpenings((all) => all.filter((one) => one.id !== id));
  }, []);
  const refuse = useCallback((title: string | null, message: string, hint: string | null) => {
    const id = nextId.current++;
    const failed = {
      id,
      title,
      state: 'failed',
      sentBytes: 0,
      totalBytes: 0,
      message,
      hint,
      cancel: () => undefined,
    } as const;
    setOpenings((all) => [...all, failed]);
  }, []);

  /** Goes to the image where the place has just one; else it stands in the list. */
  const welcome = useCallback(
    (location: Location) => {
      void queryClient.invalidateQueries({ queryKey: libraryOptions(language).queryKey });
      const images = location.images.filter(({ kind }) => kind === 'image');
      const [only, other] = images;
      if (only !== undefined && other === undefined) openImage(only.ref);
    },
    [queryClient, language, openImage],
  );

  const openFile = useCallback(
    async (file: File) => {
      if (file.size > maxUploadBytes) {
        refuse(
          visibleString(file.name),
          text.library.tooLarge(bytesText(file.size), bytesText(maxUploadBytes)),
          text.library.tooLargeHint,
        );
        return;
      }
      const id = nextId.current++;
      const controller = new AbortController();
      const opening: Opening = {
        id,
        title: visibleString(file.name),
        state: 'sending',
        sentBytes: 0,
        totalBytes: file.size,
        message: null,
        hint: null,
        cancel: () => controller.abort(),
      };
      setOpenings((all) => [...all, opening]);
      try {
        const location = await uploadArchive(file, {
          language,
          signal: controller.signal,
          onProgress: (sentBytes) => change(id, { sentBytes }),
        });
        dismiss(id);
        welcome(location);
      } catch (error) {
        if (controller.signal.aborted) dismiss(id);
        else change(id, { state: 'failed', ...wordsOf(error, text.common) });
      }
    },
    [maxUploadBytes, language, text, change, dismiss, refuse, welcome],
  );

  /** Null where it was opened, else why not. */
  const openPath = useCallback(
    async (location: string): Promise<{ readonly message: string; readonly hint: string } | null> => {
      try {
        welcome(await request('openLocation', { query: { lang: language }, body: { location } }));
        return null;
      } catch (error) {
        return wordsOf(error, text.common);
      }
    },
    [language, text, welcome],
  );

  return { openings, openFile, openPath, refuse, dismiss };
}

function wordsOf(error: unknown, text: { readonly offline: string; readonly offlineHint: string }) {
  const failure = error instanceof RequestFailure ? error.failure : null;
  return { message: failure?.message ?? text.offline, hint: failure?.hint ?? text.offlineHint };
}
