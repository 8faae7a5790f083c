import { ChevronRight, RotateCw, TriangleAlert, X } from 'lucide-react';
import { request } from '../../client';
import { ImageName, MenuButton, platformText } from '../../components';
import { type Dictionary, formatPercent, shortDigest, useText } from '../../i18n';
import { ImageLink } from './image-link';
import type { LibraryRow } from './library-rows';
import styles from './row-cells.module.css';

/** The name of a row as a link, and below it platform and place. */
export function RowName({ row }: { readonly row: LibraryRow }) {
  const text = useText().library;
  const { image, name, location, otherPlatforms } = row;
  const platform = platformText(image.platform);
  const problem = row.answer?.problems.find(({ kind }) => kind === 'problem');
  return (
    <>
      <ImageLink image={image.ref} className={styles.link}>
        {name === null ? shortDigest(image.ref) : <ImageName name={name} />}
      </ImageLink>
      {problem === undefined ? (
        <span className={styles.detail}>
          {[platform === null ? null : text.platforms(platform, otherPlatforms), location.title]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      ) : (
        <span className={styles.doubt}>
          <TriangleAlert size={11} aria-hidden />
          {problem.message}
        </span>
      )}
    </>
  );
}

/** What else can be done with a row's place. */
export function RowActions({ row }: { readonly row: LibraryRow }) {
  const text = useText().library;
  const { location } = row;
  const act = (name: 'closeLocation' | 'reloadLocation') =>
    // What went wrong stands in the library that the event stream sends next.
    void request(name, { params: { id: location.id } }).catch(() => undefined);
  if (location.isSample) return <ChevronRight size={14} aria-hidden className={styles.chevron} />;
  return (
    <MenuButton
      look="quiet"
      size="small"
      align="end"
      className={styles.more}
      menuLabel={text.actions}
      aria-label={`${text.actions}: ${location.title}`}
      entries={[
        {
          kind: 'item',
          id: 'reload',
          label: text.readAgain(location.title),
          detail: <RotateCw size={13} aria-hidden />,
          onSelect: () => act('reloadLocation'),
        },
        {
          kind: 'item',
          id: 'close',
          label: location.isUpload ? text.closePlaceUpload(location.title) : text.closePlace(location.title),
          detail: <X size={13} aria-hidden />,
          onSelect: () => act('closeLocation'),
        },
      ]}
    >
      ⋯
    </MenuButton>
  );
}

/** What is said of an image that is not read: null where it is. */
export function readingWords({ image, answer }: LibraryRow, text: Dictionary['library']): string | null {
  const state = answer?.index.state ?? image.index;
  switch (state) {
    case 'ready':
      return null;
    case 'idle':
      return text.notRead;
    case 'indexing':
      return text.reading(formatPercent(answer?.index.readBytes ?? 0, answer?.index.totalBytes ?? 0));
    case 'cancelled':
      return text.stopped;
    case 'failed':
      return text.failed;
  }
}
