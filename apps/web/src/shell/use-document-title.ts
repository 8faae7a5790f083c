import { useEffect } from 'react';
import { useOpenImage } from '../client';
import { shortDigest } from '../i18n';

/** Names the image in the browser's tab. */
export function useDocumentTitle(): void {
  const { image } = useOpenImage();
  const name = image.names[0] ?? shortDigest(image.ref);
  useEffect(() => {
    document.title = `${name} · Stratascope`;
    return () => {
      document.title = 'Stratascope';
    };
  }, [name]);
}
