import type { EntryPath } from '@stratascope/core';
import { type LayerAnswer, pathBytes } from '@stratascope/protocol/client';
import { Download, X } from 'lucide-react';
import { layerBlobUrl, useLayer, useOpenImage } from '../../client';
import {
  Button,
  Bytes,
  Chip,
  classNames,
  ErrorState,
  IconButton,
  PaneHead,
  Skeleton,
  Spring,
  VisibleName,
} from '../../components';
import { formatCount, formatTimeText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { MaskedText } from '../config/masked-text';
import { BuriedBytes } from './buried-bytes';
import { DigestFact, Fact, Facts } from './facts';
import styles from './inspector.module.css';
import { ProblemList } from './problem-list';

/** One layer: the instruction in full, what it weighs and changed, and what is wrong with it. */
export function LayerDetails({ layer }: { readonly layer: number }) {
  const { image, key, isReady } = useOpenImage();
  const { data, error, refetch } = useLayer(layer);
  const text = useText();
  const selectLayer = useExplorer((state) => state.selectLayer);
  const summary = image.layers[layer - 1];
  const step = image.steps.find((one) => one.layer === layer);

  return (
    <>
      <PaneHead>
        <Chip layer={layer} />
        <h2 className={styles.title}>{text.inspector.layerTitle(layer)}</h2>
        {step !== undefined && (
          <span className={styles.quiet}>{text.inspector.stepOf(step.step, image.steps.length)}</span>
        )}
        <Spring />
        {data !== undefined && data.state !== 'missing' && (
          <a
            className={styles.download}
            href={layerBlobUrl(key, layer)}
            aria-label={text.takeAlong.downloadLayer}
            data-tip={text.takeAlong.downloadLayer}
            download
          >
            <Download size={13} strokeWidth={1.75} aria-hidden />
          </a>
        )}
        <IconButton
          label={text.inspector.close}
          shortcut="Esc"
          icon={<X size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => selectLayer(null)}
        />
      </PaneHead>
      <div className={styles.scroll}>
        <section className={styles.block}>
          <h3 className={styles.heading}>{text.inspector.instruction}</h3>
          {step === undefined || step.createdBy === '' ? (
            <p className={styles.quiet}>{text.inspector.noInstruction}</p>
          ) : (
            <MaskedText text={step.createdBy}>
              {(shown) => <pre className={styles.instruction}>{shown}</pre>}
            </MaskedText>
          )}
        </section>
        {data !== undefined ? (
          <LayerFacts data={data} />
        ) : error !== null ? (
          <ErrorState
            message={text.inspector.failed}
            action={<Button onClick={() => void refetch()}>{text.common.retry}</Button>}
          />
        ) : (
          <div aria-busy={isReady}>
            <p className={classNames(styles.block, styles.quiet)}>
              {summary === undefined ? null : text.inspector.states[summary.state]}
            </p>
            <Skeleton rows={6} />
          </div>
        )}
      </div>
    </>
  );
}

function LayerFacts({ data }: { readonly data: LayerAnswer }) {
  const all = useText();
  const text = all.inspector;
  // Of a layer that was not read nothing is known, though no entry of it counts (rule 26).
  const isRead = data.state === 'ok' || data.state === 'broken';
  const counts = isRead ? data.counts : null;
  const known = (bytes: number | null) => size(isRead ? bytes : null);
  const size = (bytes: number | null) => (
    <span className={styles.sizeFact}>
      <Bytes bytes={bytes} />
    </span>
  );
  const causes = Object.entries(data.deadByCause) as [keyof typeof all.shell.deadByCause, number][];

  return (
    <>
      <ProblemList problems={data.problems} />
      <section className={styles.block}>
        <h3 className={styles.heading}>{text.facts}</h3>
        <Facts>
          <Fact name={text.state}>{text.states[data.state]}</Fact>
          <Fact name={text.stored}>{size(data.stored)}</Fact>
          <Fact name={text.tar}>{size(data.tar)}</Fact>
          <Fact name={text.unpacked}>{known(data.content)}</Fact>
          <Fact name={text.live}>{known(data.live)}</Fact>
          <Fact name={text.deadSize}>{known(data.dead)}</Fact>
          {data.stored !== null && data.tar !== null && data.stored > 0 && (
            <Fact name={text.ratio}>{(data.tar / data.stored).toFixed(1)}</Fact>
          )}
          {counts !== null && (
            <Fact name={text.changes}>
              {text.changesText(formatCount(counts.added), formatCount(counts.changed), formatCount(counts.removed))}
              {counts.metadata > 0 && (
                <span className={styles.quietLine}>
                  {counts.metadata === counts.added + counts.changed + counts.removed
                    ? text.metadataOnly
                    : text.metadataOf(counts.metadata)}
                </span>
              )}
            </Fact>
          )}
          {data.entries !== null && <Fact name={text.layerEntries}>{formatCount(data.entries)}</Fact>}
          <DigestFact name={text.digest} digest={data.digest} />
          <DigestFact name={text.diffId} digest={data.diffId} />
          {data.mediaType !== null && <Fact name={text.mediaType}>{data.mediaType}</Fact>}
          {data.compression !== null && <Fact name={text.compression}>{text.compressions[data.compression]}</Fact>}
          {data.createdAt !== null && <Fact name={text.created}>{formatTimeText(data.createdAt)}</Fact>}
          {data.comment !== null && data.comment !== '' && <Fact name={text.comment}>{data.comment}</Fact>}
        </Facts>
        <p className={styles.quiet}>{data.isVerified ? text.verified : text.unverified}</p>
      </section>
      {causes.length > 0 && (
        <section className={styles.block}>
          <h3 className={styles.heading}>{text.deadByCause}</h3>
          <Facts>
            {causes.map(([cause, bytes]) => (
              <Fact key={cause} name={all.shell.deadByCause[cause]}>
                {size(bytes)}
              </Fact>
            ))}
          </Facts>
        </section>
      )}
      <BuriedBytes layer={data.layer} />
      {data.largest.length > 0 && <LargestFiles data={data} />}
    </>
  );
}

function LargestFiles({ data }: { readonly data: LayerAnswer }) {
  const text = useText().inspector;
  const selectPath = useExplorer((state) => state.selectPath);
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>{text.largest}</h3>
      <ul>
        {data.largest.map((file) => {
          const path = pathBytes(file) as EntryPath;
          return (
            <li key={path} className={styles.largest}>
              <button type="button" className={styles.otherName} onClick={() => selectPath(path)}>
                <VisibleName name={path} />
              </button>
              {file.isDead && <span className={styles.dead}>{text.dead}</span>}
              <Bytes bytes={file.bytes} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
