import { Search, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { IconButton, useLayout, useRest } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import { AppBar } from './app-bar';
import { focusPaneAt } from './focus-pane';
import styles from './image-app-bar.module.css';
import { CopyLinkButton, ImageMenu, PlatformMenu } from './image-menu';
import { useCommands } from './use-commands';

// In a chunk of its own, which comes after the first screen: that has only its place.
const loadSearch = () => import('../views/search/search-box');
const SearchBox = lazy(async () => ({ default: (await loadSearch()).SearchBox }));

/** The app bar over an image: its name, platform and search. */
export function ImageAppBar() {
  const layout = useLayout();
  if (layout === 'phone') return <PhoneBar />;
  return (
    <AppBar actions={(layout === 'wide' || layout === 'medium') && <CopyLinkButton />}>
      <ImageMenu />
      {layout !== 'narrow' && <PlatformMenu />}
      <Suspense fallback={<div className={styles.searchPlace} />}>
        <ImageSearch />
      </Suspense>
    </AppBar>
  );
}

function ImageSearch() {
  const isResting = useRest();
  const [isLoaded, setLoaded] = useState(false);
  const isWanted = useExplorer(({ isSearching, address }) => isSearching || address.query !== '');
  useEffect(() => {
    // Where it does not come, as from a server that has ended, nobody misses it until it is wanted.
    if (isResting)
      loadSearch().then(
        () => setLoaded(true),
        () => undefined,
      );
  }, [isResting]);
  if (!isLoaded && !isWanted) return <div className={styles.searchPlace} />;
  return <SearchWithCommands />;
}

function SearchWithCommands() {
  return <SearchBox commands={useCommands()} onChosen={(kind) => focusPaneAt(kind === 'path' ? 1 : 0)} />;
}

/** On a phone the search takes the whole bar, while it is open. */
function PhoneBar() {
  const [isShown, setShown] = useState(false);
  const isSearching = useExplorer((state) => state.isSearching);
  const setSearching = useExplorer((state) => state.setSearching);
  const commands = useCommands();
  const text = useText();
  const hide = () => setShown(false);
  const isResting = useRest();
  // What is typed behind Ctrl K must not wait for it.
  useEffect(() => {
    if (isResting) loadSearch().catch(() => undefined);
  }, [isResting]);
  // Ctrl K asks for it too.
  useEffect(() => {
    if (isSearching) setShown(true);
  }, [isSearching]);
  if (isShown) {
    return (
      <header className={styles.searchBar}>
        <Suspense fallback={<div className={styles.searchPlace} />}>
          <SearchBox commands={commands} onChosen={(kind) => focusPaneAt(kind === 'path' ? 1 : 0)} onDone={hide} />
        </Suspense>
        <IconButton label={text.common.close} icon={<X size={17} aria-hidden />} onClick={hide} />
      </header>
    );
  }
  return (
    <AppBar>
      <ImageMenu />
      <IconButton
        label={text.search.label}
        icon={<Search size={17} aria-hidden />}
        onClick={() => setSearching(true)}
      />
    </AppBar>
  );
}
