import type { LibraryAnswer } from '@stratascope/protocol/client';
import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { layerBeingRead, request } from '../../client';
import { classNames, IconButton, ProgressBar } from '../../components';
import { bytesText, formatPercent, shortDigest, useText } from '../../i18n';
import { layerList } from '../../i18n/plural';
import { useExplorer } from '../../state';
import { ImageLink } from './image-link';
import styles from './library-cards.module.css';
import type { LibraryRow } from './library-rows';
import type { Opening } from './use-openings';

/** What is going on and what went wrong, one card each, under the images. */
export function LibraryCards({
  library,
  rows,
  openings,
  onDismiss,
}: {
  readonly library: LibraryAnswer;
  readonly rows: readonly LibraryRow[];
  readonly openings: readonly Opening[];
  readonly onDismiss: (id: number) => void;
}) {
  const text = useText();
  const words = text.library;
  const close = (id: string) => void request('closeLocation', { params: { id } }).catch(() => undefined);

  return (
    <div className={styles.cards}>
      {openings.map((opening) =>
        opening.state === 'failed' ? (
          <DoubtCard
            key={opening.id}
            title={opening.title === null ? (opening.message ?? '') : words.cannotTake(opening.title)}
            text={`${opening.title === null ? '' : (opening.message ?? '')} ${opening.hint ?? ''}`}
            onClose={() => onDismiss(opening.id)}
          />
        ) : (
          <Card
            key={opening.id}
            title={words.sending(opening.title ?? '')}
            aside={words.sent(bytesText(opening.sentBytes), bytesText(opening.totalBytes))}
            action={<StopButton title={opening.title ?? ''} onStop={opening.cancel} />}
          >
            <ProgressBar
              label={words.sending(opening.title ?? '')}
              valueText={words.sent(bytesText(opening.sentBytes), bytesText(opening.totalBytes))}
              parts={[{ key: 'all', done: opening.sentBytes, total: opening.totalBytes }]}
            />
            {opening.sentBytes >= opening.totalBytes && <p>{words.sentNow}</p>}
          </Card>
        ),
      )}
      {library.locations.map((location) => {
        if (location.state === 'opening') {
          return (
            <Card
              key={location.id}
              title={words.opening(location.title)}
              action={<StopButton title={location.title} onStop={() => close(location.id)} />}
            >
              {location.progress !== null && (
                <ProgressBar
                  label={words.opening(location.title)}
                  valueText={formatPercent(location.progress.readBytes, location.progress.totalBytes)}
                  parts={[{ key: 'all', done: location.progress.readBytes, total: location.progress.totalBytes }]}
                />
              )}
              <p>
                {location.progress === null
                  ? words.openingDetail
                  : words.unpackingArchive(
                      bytesText(location.progress.readBytes),
                      bytesText(location.progress.totalBytes),
                    )}
              </p>
            </Card>
          );
        }
        if (location.state === 'error') {
          return (
            <DoubtCard
              key={location.id}
              title={words.cannotOpen(location.title)}
              text={`${location.error?.message ?? ''} ${location.error?.hint ?? ''}`}
              onClose={() => close(location.id)}
            />
          );
        }
        const problem = location.problems.find(({ kind }) => kind === 'problem');
        const hasImage = location.images.some(({ kind }) => kind === 'image');
        if (problem === undefined && hasImage) return null;
        return (
          <DoubtCard
            key={location.id}
            title={hasImage ? words.inDoubt(location.title) : words.noImage(location.title)}
            text={`${problem?.message ?? words.noImageText(location.images.length)} ${problem?.hint ?? ''}`}
            onClose={() => close(location.id)}
          />
        );
      })}
      {rows.map((row) => (
        <ImageCard key={row.key} row={row} />
      ))}
    </div>
  );
}

/** Of an image: how far its reading is, or what is wrong with it; nothing where all is well. */
function ImageCard({ row }: { readonly row: LibraryRow }) {
  const text = useText();
  const words = text.library;
  const language = useExplorer((state) => state.language);
  const { answer, image } = row;
  const title = row.name ?? shortDigest(image.ref);
  if (answer === null) return null;
  const { index } = answer;

  if (index.state === 'indexing') {
    const read = index.layers
      .filter(({ state }) => state !== 'waiting' && state !== 'indexing')
      .map(({ layer }) => layer);
    const share = words.readingShare(
      layerBeingRead(index),
      index.layerCount,
      formatPercent(index.readBytes, index.totalBytes),
    );
    const stop = () => void request('cancelIndexing', { params: { ref: image.ref } }).catch(() => undefined);
    return (
      <Card title={words.readingTitle(title)} aside={share} action={<StopButton title={title} onStop={stop} />}>
        <ProgressBar
          label={words.readingTitle(title)}
          valueText={share}
          parts={index.layers.map(({ layer, readBytes, totalBytes }) => ({
            key: layer,
            done: readBytes,
            total: totalBytes,
          }))}
        />
        <p>
          {read.length === 0 && words.readingFirst}
          {read.length === 1 && words.readingReadyOne(layerList(read, language))}
          {read.length > 1 && words.readingReady(layerList(read, language))}
        </p>
      </Card>
    );
  }
  const problem = index.error ?? answer.problems.find(({ kind }) => kind === 'problem');
  if (problem === undefined) return null;
  return (
    <DoubtCard
      title={words.inDoubt(title)}
      text={`${problem.message} ${problem.hint}`}
      action={
        <ImageLink image={image.ref} className={styles.link}>
          {words.openAnyway}
        </ImageLink>
      }
    />
  );
}

/** Says what it stops: several may be under way. */
function StopButton({ title, onStop }: { readonly title: string; readonly onStop: () => void }) {
  const label = useText().library.stop(title);
  return <IconButton size="small" label={label} icon={<X size={13} aria-hidden />} onClick={onStop} />;
}

function Card({
  title,
  aside,
  action,
  children,
}: {
  readonly title: string;
  readonly aside?: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        {action}
      </header>
      {children}
    </section>
  );
}

function DoubtCard({
  title,
  text,
  action,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly onClose?: () => void;
}) {
  const words = useText().library;
  return (
    <section role="alert" className={classNames(styles.card, styles.doubt)}>
      <header className={styles.head}>
        <TriangleAlert size={14} aria-hidden />
        <h2>{title}</h2>
        {onClose !== undefined && (
          <IconButton size="small" label={words.dismiss} icon={<X size={13} aria-hidden />} onClick={onClose} />
        )}
      </header>
      <p>{text}</p>
      {action}
    </section>
  );
}
