import { useServerEvents } from '../client';
import { ErrorBoundary, TooltipHost } from '../components';
import { useExplorer } from '../state';
import { LibraryView } from '../views';
import styles from './app.module.css';
import { AppBar } from './app-bar';
import { HelpDialog } from './help-dialog';
import { ImagePage } from './image-page';
import { LiveRegion } from './live-region';
import { usePageKeys } from './use-keys';
import { useTheme } from './use-theme';

/** The whole page: the library, or one image. */
export function App() {
  const image = useExplorer((state) => state.address.image);
  const platform = useExplorer((state) => state.address.platform);
  useTheme();
  usePageKeys();
  useServerEvents();

  return (
    <div className={styles.app}>
      {image === null ? (
        <>
          <AppBar />
          <ErrorBoundary>
            <LibraryView />
          </ErrorBoundary>
        </>
      ) : (
        <ImagePage key={`${image} ${platform}`} name={image} platform={platform} />
      )}
      <HelpDialog />
      <LiveRegion />
      <TooltipHost />
    </div>
  );
}
