import { visibleString } from '@stratascope/core';
import type { LibraryAnswer } from '@stratascope/protocol/client';
import { Network, Rows3, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames, EmptyState, Segmented, Spring, useLayout } from '../../components';
import { useText } from '../../i18n';
import { ImageList } from './image-list';
import { LibraryCards } from './library-cards';
import { LibraryHead } from './library-head';
import { type PlaceKind, placeKind } from './library-rows';
import { LibrarySide } from './library-side';
import styles from './library-view.module.css';
import type { Drop } from './read-drop';
import { SharingPicture } from './sharing-picture';
import { useDrop } from './use-drop';
import { useLibraryRows } from './use-library-rows';
import { useOpenings } from './use-openings';

/** The library once it is known: places at the left, their images at the right. Drops are taken anywhere. */
export function LibraryContent({ library }: { readonly library: LibraryAnswer }) {
  const text = useText().library;
  const layout = useLayout();
  const [kind, setKind] = useState<PlaceKind | null>(null);
  const [words, setWords] = useState('');
  const [wantedLook, setLook] = useState<'sharing' | 'list'>('sharing');
  const all = useLibraryRows(library);
  const { openings, openFile, openPath, refuse, dismiss } = useOpenings(library.maxUploadBytes);

  const take = (drop: Drop) => {
    if (drop.kind === 'files') for (const file of drop.files) void openFile(file);
    else if (drop.kind === 'folder') refuse(visibleString(drop.name), text.folderDropped, text.folderHint);
    else refuse(null, text.notAFile, text.notAFileHint);
  };
  const { isOver, handlers } = useDrop(take);

  const ofKind = useMemo(
    () => all.filter(({ location }) => kind === null || placeKind(location) === kind),
    [all, kind],
  );
  const rows = useMemo(() => {
    const parts = words.toLowerCase().split(/\s+/);
    return ofKind.filter(({ name, image, location }) => {
      const searched = `${name ?? image.ref} ${location.title}`.toLowerCase();
      return parts.every((part) => searched.includes(part));
    });
  }, [ofKind, words]);
  // A picture of a few pixels would say nothing.
  const isListOnly = layout === 'phone' || layout === 'narrow';
  const look = isListOnly ? 'list' : wantedLook;
  const title = kind === null ? text.all : text[kind];

  return (
    <div data-print-flow className={styles.library} {...handlers}>
      <LibrarySide
        library={library}
        rows={all}
        kind={kind}
        onKind={setKind}
        onFile={(file) => void openFile(file)}
        openPath={openPath}
      />
      <main className={styles.main}>
        <LibraryHead title={title} rows={ofKind} />
        {all.length > 0 && (
          <div className={styles.tools}>
            {!isListOnly && (
              <Segmented
                label={text.look}
                segments={[
                  { id: 'sharing', label: text.sharing, icon: <Network size={13} aria-hidden /> },
                  { id: 'list', label: text.list, icon: <Rows3 size={13} aria-hidden /> },
                ]}
                chosen={look}
                onChoose={setLook}
              />
            )}
            <span className={styles.help} data-tip={look === 'sharing' ? text.sharingHelp : undefined}>
              {look === 'sharing' ? text.sharingHelp : text.listHelp}
            </span>
            <Spring />
            <label data-screen-only className={styles.filter}>
              <Search size={13} aria-hidden />
              <input
                type="search"
                aria-label={text.filter}
                placeholder={text.filter}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            </label>
          </div>
        )}
        <div className={styles.scroll}>
          {all.length === 0 && openings.length === 0 && <EmptyState title={text.empty}>{text.firstVisit}</EmptyState>}
          {all.length > 0 && rows.length === 0 && <EmptyState title={words === '' ? text.empty : text.noMatch} />}
          {rows.length > 0 && (look === 'sharing' ? <SharingPicture rows={rows} /> : <ImageList rows={rows} />)}
          <LibraryCards library={library} rows={all} openings={openings} onDismiss={dismiss} />
        </div>
        <div className={classNames(styles.dropSign, isOver && styles.isOver)} aria-hidden={!isOver}>
          <p>{isOver && text.dropNow}</p>
        </div>
      </main>
    </div>
  );
}
