import { useCallback } from 'react';
import { copyText } from '../components';
import { useText } from '../i18n';
import { formatAddress, useExplorer } from '../state';

/** Copies the link of what is on screen, and says so. */
export function useCopyLink(): () => void {
  const text = useText().shell;
  return useCallback(() => {
    const { address, announce } = useExplorer.getState();
    const link = new URL(formatAddress(address), window.location.href).href;
    void copyText(link).then(() => announce(text.linkCopied));
  }, [text]);
}
