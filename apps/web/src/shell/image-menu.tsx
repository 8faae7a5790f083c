import { Box, ChevronDown, Link2 } from 'lucide-react';
import { useState } from 'react';
import { useLibrary, useOpenImage } from '../client';
import { Button, ImageName, MenuButton, type MenuEntry, platformText } from '../components';
import { bytesText, shortDigest, useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './app-bar.module.css';
import { useCopyLink } from './use-copy-link';

/** The name of the image; under it the other images of its location. */
export function ImageMenu() {
  const { image } = useOpenImage();
  const { data: library } = useLibrary();
  const openSibling = useExplorer((state) => state.openSibling);
  const openLibrary = useExplorer((state) => state.openLibrary);
  const text = useText().shell;
  const location = library?.locations.find(({ id }) => id === image.locationId);
  const others = location?.images.filter(({ kind, ref }) => kind === 'image' && ref !== image.ref) ?? [];
  const [name, ...moreNames] = image.names;

  const entries: MenuEntry[] = [
    ...moreNames.map((one) => ({ kind: 'heading', id: `name ${one}`, label: text.alsoNamed(one) }) as const),
    ...(others.length > 0 ? [{ kind: 'heading', id: 'others', label: text.otherTags } as const] : []),
    ...others.map((other) => ({
      kind: 'item' as const,
      id: other.ref,
      label: other.names[0] ?? shortDigest(other.ref),
      detail: [platformText(other.platform), other.sizes.unpacked === null ? null : bytesText(other.sizes.unpacked)]
        .filter((part) => part !== null)
        .join(' · '),
      onSelect: () => openSibling(other.ref, other.layerCount),
    })),
    { kind: 'line', id: 'line' },
    { kind: 'item', id: 'library', label: text.backToLibrary, onSelect: openLibrary },
  ];

  return (
    <>
      <span aria-hidden className={styles.slash}>
        /
      </span>
      <MenuButton look="quiet" className={styles.name} entries={entries} menuLabel={text.imageMenu}>
        <h1 className={styles.nameText}>
          {name === undefined ? (
            <ImageTitle title={location?.title ?? null} digest={image.ref} />
          ) : (
            <ImageName name={name} />
          )}
        </h1>
        <ChevronDown size={14} aria-hidden data-screen-only className={styles.chevron} />
      </MenuButton>
    </>
  );
}

function ImageTitle({ title, digest }: { readonly title: string | null; readonly digest: string }) {
  return (
    <>
      {title} <span className={styles.tag}>{shortDigest(digest)}</span>
    </>
  );
}

/** The platform shown; under it the others of the same name, with their sizes. */
export function PlatformMenu() {
  const { image } = useOpenImage();
  const openSibling = useExplorer((state) => state.openSibling);
  const text = useText().shell;
  const shown = platformText(image.platform);
  if (shown === null) return null;
  const entries: MenuEntry[] = image.platforms.map((one) => ({
    kind: 'item',
    id: one.ref,
    label: platformText(one.platform) ?? shortDigest(one.ref),
    detail: one.sizes.unpacked === null ? null : bytesText(one.sizes.unpacked),
    isChosen: one.ref === image.ref,
    onSelect: () => openSibling(one.ref, one.layerCount),
  }));
  const icon = <Box size={14} aria-hidden />;
  if (entries.length < 2) {
    return (
      <span className={styles.platform}>
        {icon}
        {shown}
      </span>
    );
  }
  return (
    <MenuButton icon={icon} entries={entries} menuLabel={text.platforms} aria-label={`${text.platformMenu}: ${shown}`}>
      {shown}
      <ChevronDown size={14} aria-hidden className={styles.chevron} />
    </MenuButton>
  );
}

/** Copies the link of the selection and tells so for a moment. */
export function CopyLinkButton() {
  const copyLink = useCopyLink();
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  return (
    <Button
      look="quiet"
      className={styles.action}
      icon={<Link2 size={15} aria-hidden />}
      onClick={() => {
        copyLink();
        setCopied(true);
        window.setTimeout(() => setCopied(false), 1500);
      }}
    >
      {isCopied ? text.common.copied : text.shell.copyLink}
    </Button>
  );
}
