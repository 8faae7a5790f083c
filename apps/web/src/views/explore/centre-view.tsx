import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../../components';
import { useExplorer } from '../../state';
import { FilesView } from '../files/files-view';

const BytesView = lazy(async () => ({ default: (await import('../bytes/bytes-view')).BytesView }));

/** The merged file system as a tree, or as a picture of its bytes, which comes in a chunk of its own. */
export function CentreView() {
  const view = useExplorer((state) => state.address.view);
  return (
    <ErrorBoundary key={view}>
      <Suspense>{view === 'bytes' ? <BytesView /> : <FilesView />}</Suspense>
    </ErrorBoundary>
  );
}
