import type { CacheAnswer } from '@stratascope/protocol/client';
import { useState } from 'react';
import { RequestFailure, useCache } from '../../client';
import { Button, Bytes, classNames, PopoverButton } from '../../components';
import { bytesText, useText } from '../../i18n';
import styles from './library-cache.module.css';

/** Where what is kept to save time lies, how large it is and may get; it can be cleared, after a question. */
export function LibraryCache({ imagesRead }: { readonly imagesRead: number }) {
  const text = useText().library.cache;
  const { cache, clear } = useCache(imagesRead);
  if (cache === undefined) return null;
  return (
    <section className={styles.cache}>
      <div className={styles.head}>
        <h2 className={styles.title}>{text.title}</h2>
        <PopoverButton
          look="quiet"
          size="small"
          align="end"
          surfaceLabel={text.ask}
          surfaceClassName={styles.question}
          surface={(close) => <Question cache={cache} clear={clear} close={close} />}
        >
          {text.clear}
        </PopoverButton>
      </div>
      <p className={styles.size}>{text.size(bytesText(cache.bytes), bytesText(cache.maxBytes))}</p>
      <p className={styles.folder} data-tip={cache.folder}>
        <bdi dir="ltr">{cache.folder}</bdi>
      </p>
    </section>
  );
}

function Question({
  cache,
  clear,
  close,
}: {
  readonly cache: CacheAnswer;
  readonly clear: () => Promise<void>;
  readonly close: () => void;
}) {
  const text = useText();
  const words = text.library.cache;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const clearNow = async () => {
    setBusy(true);
    try {
      await clear();
      close();
    } catch (error) {
      setFailure((error instanceof RequestFailure ? error.failure?.message : undefined) ?? text.common.offline);
    }
    setBusy(false);
  };

  return (
    <>
      <p className={styles.ask}>{words.ask}</p>
      <dl className={styles.parts}>
        {cache.parts.map(({ part, bytes }) => (
          <div key={part}>
            <dt>{words.parts[part]}</dt>
            <dd>
              <Bytes bytes={bytes} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={classNames(styles.meaning, failure !== null && styles.failure)} aria-live="polite">
        {failure ?? words.meaning}
      </p>
      <div className={styles.actions}>
        <Button size="small" onClick={close}>
          {words.keep}
        </Button>
        <Button size="small" look="solid" disabled={isBusy} onClick={() => void clearNow()}>
          {words.clearNow}
        </Button>
      </div>
    </>
  );
}
