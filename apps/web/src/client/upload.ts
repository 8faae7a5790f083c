import type { Location } from '@stratascope/protocol/client';
import type { LanguageId } from '../i18n';
import { RequestFailure, readFailure, routeUrl } from './request';

/**
 * Sends an archive to the server and gives the location that it became.
 *
 * `fetch` cannot tell how much of a body is sent, so this is the one place with `XMLHttpRequest`.
 *
 * @throws RequestFailure; an `AbortError` where the signal stopped it.
 */
export function uploadArchive(
  file: File,
  {
    language,
    signal,
    onProgress,
  }: { readonly language: LanguageId; readonly signal: AbortSignal; readonly onProgress: (sentBytes: number) => void },
): Promise<Location> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = () => xhr.abort();
    const settle = (end: () => void) => {
      signal.removeEventListener('abort', stop);
      end();
    };
    xhr.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    xhr.addEventListener('load', () =>
      settle(() =>
        xhr.status === 201
          ? resolve(JSON.parse(xhr.responseText) as Location)
          : reject(new RequestFailure(readFailure(xhr.responseText))),
      ),
    );
    xhr.addEventListener('error', () => settle(() => reject(new RequestFailure(null))));
    xhr.addEventListener('abort', () => settle(() => reject(new DOMException('stopped', 'AbortError'))));
    signal.addEventListener('abort', stop);

    xhr.open('POST', routeUrl('uploadArchive', {}, { name: file.name.slice(0, 255) || 'upload.tar', lang: language }));
    xhr.setRequestHeader('Content-Type', 'application/octet-stream');
    xhr.send(file);
  });
}
