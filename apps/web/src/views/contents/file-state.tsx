import type { ReactNode } from 'react';
import { Button, Skeleton } from '../../components';
import { useText } from '../../i18n';
import styles from './contents.module.css';
import type { FileBytes } from './use-file-bytes';

/** What stands in the place of contents that are not there: being read, or not to be had. Null where they are there. */
export function fileState(files: readonly FileBytes[]): ReactNode | null {
  const failed = files.find((file) => file.failed !== null)?.failed;
  if (failed) return <Failed onRetry={() => void failed.refetch()} />;
  return files.some(({ isPending, bytes }) => isPending && bytes.length === 0) ? <Loading /> : null;
}

export function Loading() {
  const text = useText().contents;
  return (
    <div aria-busy>
      <p className="visually-hidden">{text.loading}</p>
      <Skeleton rows={6} />
    </div>
  );
}

/** Says that it could not be read, and asks again when told to. */
export function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const text = useText();
  return (
    <div role="alert" className={styles.message}>
      <span>{text.contents.failed}</span>
      <Button size="small" onClick={onRetry}>
        {text.common.retry}
      </Button>
    </div>
  );
}
