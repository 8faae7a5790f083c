import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton, useLayout } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import { AppBar } from './app-bar';
import styles from './image-app-bar.module.css';
import { CopyLinkButton, ImageMenu, PlatformMenu } from './image-menu';
import { SearchSlot, useSearchAtRest } from './search-slot';

/** The app bar over an image: its name, platform and search. */
export function ImageAppBar() {
  const layout = useLayout();
  if (layout === 'phone') return <PhoneBar />;
  return (
    <AppBar actions={(layout === 'wide' || layout === 'medium') && <CopyLinkButton />}>
      <ImageMenu />
      {layout !== 'narrow' && <PlatformMenu />}
      <SearchSlot />
    </AppBar>
  );
}

/** On a phone the search takes the whole bar, while it is open. */
function PhoneBar() {
  const [isShown, setShown] = useState(false);
  const isSearching = useExplorer((state) => state.isSearching);
  const setSearching = useExplorer((state) => state.setSearching);
  const text = useText();
  const hide = () => setShown(false);
  useSearchAtRest();
  // Ctrl K asks for it too.
  useEffect(() => {
    if (isSearching) setShown(true);
  }, [isSearching]);
  if (isShown) {
    return (
      <header className={styles.searchBar}>
        <SearchSlot onDone={hide} />
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
