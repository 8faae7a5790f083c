import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { imageOptions, OpenImageProvider, RequestFailure, useLibrary, useOpenImage } from '../client';
import { Button, ErrorBoundary, ErrorState, Skeleton, Spring, useLayout } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import { layerProperties } from '../theme';
import { ArtifactView, TABS } from '../views';
import { AppBar } from './app-bar';
import { BottomBar } from './bottom-bar';
import { ImageAppBar } from './image-app-bar';
import { ImageBanners } from './image-banners';
import { ImageBar } from './image-bar';
import { ImageMenu } from './image-menu';
import styles from './image-page.module.css';
import { useDigestAddress } from './use-digest-address';
import { useDocumentTitle } from './use-document-title';
import { useIndexing } from './use-indexing';
import { useImageKeys } from './use-keys';
import { useReadAgain } from './use-read-again';

/** One image, or why it cannot be shown. */
export function ImagePage({ name, platform }: { readonly name: string; readonly platform: string | null }) {
  const language = useExplorer((state) => state.language);
  const {
    data: image,
    error,
    refetch,
  } = useQuery({
    ...imageOptions(name, platform, language),
    // What another language or the image's own name showed stays until there is an answer; another image's does not.
    placeholderData: (before, query) =>
      before?.ref === name || (query?.queryKey[1] === name && query.queryKey[2] === platform) ? before : undefined,
  });

  // An image that was open may be so no longer, where the server began anew.
  if (image !== undefined && !isUnknownImage(error)) {
    return (
      // By its digest: where that takes the place of a name in the address, the page stays as it is.
      <OpenImageProvider key={image.ref} image={image}>
        {image.kind === 'image' ? <ImageFrame /> : <ArtifactFrame />}
      </OpenImageProvider>
    );
  }
  return (
    <>
      <AppBar />
      {error === null ? <ImageLoading /> : <ImageError name={name} error={error} onRetry={() => void refetch()} />}
    </>
  );
}

function ImageFrame() {
  const { image, layerCount } = useOpenImage();
  const tab = useExplorer((state) => state.address.tab);
  const { View } = TABS.find(({ id }) => id === tab) ?? TABS[0];
  const layout = useLayout();
  useIndexing();
  useImageKeys();
  useDocumentTitle();
  useDigestAddress();

  return (
    <div className={styles.frame} style={layerProperties({ layers: layerCount, baseLayers: image.base?.layers ?? 0 })}>
      <ImageAppBar />
      <main className={styles.main}>
        <ImageBar />
        <ImageBanners />
        <div
          className={styles.panel}
          // A phone has no tab list: its bar at the bottom is navigation.
          {...(layout === 'phone'
            ? {}
            : { id: 'image-panel', role: 'tabpanel', 'aria-labelledby': `image-tab-${tab}` })}
        >
          <ErrorBoundary key={tab}>
            <Suspense>
              <View />
            </Suspense>
          </ErrorBoundary>
        </div>
      </main>
      {layout === 'phone' && <BottomBar />}
    </div>
  );
}

/** An attachment or artifact: no layers of files, so no tabs and no search. */
function ArtifactFrame() {
  useDocumentTitle();
  useDigestAddress();
  return (
    <div className={styles.frame}>
      <AppBar>
        <ImageMenu />
        <Spring />
      </AppBar>
      <main className={styles.panel}>
        <ErrorBoundary>
          <Suspense>
            <ArtifactView />
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}

function ImageLoading() {
  const text = useText().shell;
  return (
    <main className={styles.panel} aria-busy aria-label={text.imageLoading}>
      <div className={styles.loading}>
        <Skeleton rows={12} />
      </div>
    </main>
  );
}

function ImageError({
  name,
  error,
  onRetry,
}: {
  readonly name: string;
  readonly error: Error;
  readonly onRetry: () => void;
}) {
  const text = useText();
  const { data: library } = useLibrary();
  const readAgain = useReadAgain();
  const openLibrary = useExplorer((state) => state.openLibrary);
  const failure = error instanceof RequestFailure ? error.failure : null;
  // Its documents were to be read of a file that is no longer there.
  const location = library?.locations.find(({ images }) => images.some(({ ref }) => ref === name));
  const image = location?.images.find(({ ref }) => ref === name);
  const hasChanged = failure?.code === 'location-changed' && location !== undefined && image !== undefined;
  return (
    <main className={styles.panel}>
      {isUnknownImage(error) ? (
        <ErrorState
          isPage
          message={text.shell.imageUnknown}
          hint={text.shell.imageUnknownHint}
          action={<Button onClick={openLibrary}>{text.shell.backToLibrary}</Button>}
        />
      ) : (
        <ErrorState
          isPage
          message={failure?.message ?? text.common.offline}
          hint={failure?.hint ?? text.common.offlineHint}
          action={
            hasChanged ? (
              <Button onClick={() => void readAgain(location.id, image)}>{text.shell.readAgain}</Button>
            ) : (
              <Button onClick={onRetry}>{text.common.retry}</Button>
            )
          }
        />
      )}
    </main>
  );
}

function isUnknownImage(error: Error | null): boolean {
  const code = error instanceof RequestFailure ? error.failure?.code : undefined;
  return code === 'image-unknown' || code === 'not-found';
}
