import type { EntryPath } from '@stratascope/core';
import type { PathVersion } from '@stratascope/protocol/client';
import { Copy } from 'lucide-react';
import { useLibrary, useOpenImage } from '../../client';
import { copyText, MenuButton, type MenuEntry, visibleText } from '../../components';
import { shortDigest, useText } from '../../i18n';
import { formatAddress, useExplorer } from '../../state';
import { extractCommand } from './extract-command';

/** What of a path can be put on the clipboard: path, digest, link, and the command that would get it out of the image. */
export function CopyMenu({ path, shown }: { readonly path: EntryPath; readonly shown: PathVersion | null }) {
  const text = useText().takeAlong;
  const announce = useExplorer((state) => state.announce);
  const source = useExtractSource();
  const state = shown?.state ?? null;

  const entries: MenuEntry[] = [];
  const add = (id: string, label: string, copied: string | (() => string), detail?: string) =>
    entries.push({
      kind: 'item',
      id,
      label,
      ...(detail === undefined ? {} : { detail }),
      onSelect: () => void copyText(typeof copied === 'string' ? copied : copied()).then(() => announce(text.copied)),
    });
  add('path', text.path, visibleText(path));
  if (state?.sha256 !== undefined) {
    add('digest', text.digest, `sha256:${state.sha256}`, shortDigest(`sha256:${state.sha256}`));
  }
  add('link', text.link, currentLink);
  if (source !== null && shown !== null && state?.type === 'file') {
    add('command', text.fileCommand, extractCommand('file', path, { ...source, level: shown.layer }));
  }
  if (source !== null && state?.type === 'dir') {
    add('command', text.folderCommand, extractCommand('folder', path, source));
  }

  return (
    <MenuButton
      data-screen-only
      aria-label={text.copy}
      data-tip={text.copy}
      menuLabel={text.copyMenu}
      align="end"
      icon={<Copy size={13} strokeWidth={1.75} aria-hidden />}
      entries={entries}
    />
  );
}

/** What is in the address bar may lag behind. */
const currentLink = () => new URL(formatAddress(useExplorer.getState().address), window.location.href).href;

/** Where the command line finds the image; null where it lies in the product's own folders. */
function useExtractSource() {
  const { image, level } = useOpenImage();
  const { data: library } = useLibrary();
  const location = library?.locations.find(({ id }) => id === image.locationId);
  if (location === undefined || location.isUpload || location.isSample || level === 0) return null;
  const isAlone = location.images.filter(({ kind }) => kind === 'image').length === 1;
  return { location: location.location, image: isAlone ? null : image.ref, level };
}
