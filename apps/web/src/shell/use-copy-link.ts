import { useCallback } from 'react';
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

/** Puts text on the clipboard, also where the page is not served securely and the modern way is missing. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
