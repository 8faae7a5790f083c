import { lazy, Suspense } from 'react';
import { useServerEvents } from '../client';
import { Banner, ErrorBoundary, TooltipHost } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './app.module.css';
import { AppBar } from './app-bar';
import { HelpDialog } from './help-dialog';
import { LiveRegion } from './live-region';
import { useKeepFocus } from './use-keep-focus';
import { usePageKeys } from './use-keys';
import { usePrint } from './use-print';
import { useTheme } from './use-theme';

// Two pages, two chunks: the first screen loads only its own.
const LibraryView = lazy(async () => ({ default: (await import('../views/library/library-view')).LibraryView }));
const ImagePage = lazy(async () => ({ default: (await import('./image-page')).ImagePage }));

/** The whole page: the library, or one image. */
export function App() {
  const image = useExplorer((state) => state.address.image);
  const platform = useExplorer((state) => state.address.platform);
  const isOffline = useExplorer((state) => state.isOffline);
  const text = useText().common;
  useTheme();
  usePrint();
  usePageKeys();
  useKeepFocus();
  useServerEvents();

  return (
    <div className={styles.app}>
      {isOffline && (
        <Banner tone="doubt">
          {text.offline} {text.offlineHint}
        </Banner>
      )}
      {image === null ? (
        <>
          <AppBar />
          <ErrorBoundary>
            <Suspense>
              <LibraryView />
            </Suspense>
          </ErrorBoundary>
        </>
      ) : (
        <Suspense fallback={<AppBar />}>
          <ImagePage name={image} platform={platform} />
        </Suspense>
      )}
      <HelpDialog />
      <LiveRegion />
      <TooltipHost />
    </div>
  );
}
