import { Search, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton, useLayout } from '../components';
import { useText } from '../i18n';
import { AppBar } from './app-bar';
import styles from './image-app-bar.module.css';
import { CopyLinkButton, ImageMenu, PlatformMenu } from './image-menu';
import { PathSearch } from './path-search';

/** The app bar over an image: its name, platform and search. */
export function ImageAppBar() {
  const layout = useLayout();
  if (layout === 'phone') return <PhoneBar />;
  return (
    <AppBar actions={(layout === 'wide' || layout === 'medium') && <CopyLinkButton />}>
      <ImageMenu />
      {layout !== 'narrow' && <PlatformMenu />}
      <PathSearch />
    </AppBar>
  );
}

/** On a phone the search takes the whole bar, while it is open. */
function PhoneBar() {
  const [isSearching, setSearching] = useState(false);
  const text = useText();
  if (isSearching) {
    return (
      <header className={styles.searchBar}>
        <PathSearch onDone={() => setSearching(false)} isFocused />
        <IconButton label={text.common.close} icon={<X size={17} aria-hidden />} onClick={() => setSearching(false)} />
      </header>
    );
  }
  return (
    <AppBar>
      <ImageMenu />
      <IconButton
        id="open-search"
        label={text.shell.search}
        icon={<Search size={17} aria-hidden />}
        onClick={() => setSearching(true)}
      />
    </AppBar>
  );
}
