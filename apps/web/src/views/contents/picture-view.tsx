import type { ImageFormat } from '@stratascope/core';
import { useEffect, useState } from 'react';
import { Segmented } from '../../components';
import { formatCount, useText } from '../../i18n';
import styles from './contents.module.css';
import { imageSize } from './image-size';

/** A browser holds four bytes for each pixel: a small file can claim gigabytes of them. */
const MOST_PIXELS = 40_000_000;
/** Larger files are not worth to be fetched whole for a look. */
export const LARGEST_PICTURE = 20_000_000;

/** A picture, or two versions of one with a wipe between them. */
export function PictureView({
  format,
  bytes,
  before = null,
}: {
  readonly format: ImageFormat;
  readonly bytes: Uint8Array;
  /** The version to compare with, drawn at the left of the wipe. */
  readonly before?: { readonly bytes: Uint8Array; readonly layer: number } | null;
}) {
  const text = useText().contents;
  const [isFit, setFit] = useState(true);
  const [share, setShare] = useState(50);
  const size = imageSize(format, bytes);
  const url = useBlobUrl(format, bytes);
  const urlBefore = useBlobUrl(format, before?.bytes ?? null);
  if (size === null) return <p className={styles.message}>{text.pictureBroken}</p>;
  const sizeBefore = before === null ? null : imageSize(format, before.bytes);
  if (pixels(size) > MOST_PIXELS || (sizeBefore !== null && pixels(sizeBefore) > MOST_PIXELS)) {
    return <p className={styles.message}>{text.pictureLarge(formatCount(size.width), formatCount(size.height))}</p>;
  }

  return (
    <div className={styles.picture} data-fit={isFit}>
      <div className={styles.tools}>
        <Segmented
          label={text.pictureSize}
          segments={[
            { id: 'fit', label: text.pictureFit },
            { id: 'one', label: '1:1' },
          ]}
          chosen={isFit ? 'fit' : 'one'}
          onChoose={(id) => setFit(id === 'fit')}
        />
        <span className={styles.quiet}>
          {formatCount(size.width)} × {formatCount(size.height)}
        </span>
      </div>
      {before !== null && (
        <label className={styles.wipe}>
          {text.wipe(before.layer)}
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            onChange={(event) => setShare(Number(event.target.value))}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section className={styles.ground} tabIndex={0} aria-label={text.picture}>
        {url !== null && <img src={url} width={size.width} height={size.height} alt={text.picture} />}
        {before !== null && urlBefore !== null && sizeBefore !== null && (
          <img
            src={urlBefore}
            width={sizeBefore.width}
            height={sizeBefore.height}
            alt={text.pictureBefore(before.layer)}
            className={styles.before}
            style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
          />
        )}
      </section>
    </div>
  );
}

const pixels = ({ width, height }: { readonly width: number; readonly height: number }) => width * height;

/** An address for bytes that holds as long as they are shown. The type is ours: it is a picture or nothing. */
function useBlobUrl(format: ImageFormat, bytes: Uint8Array | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === null) return;
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: `image/${format}` }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [format, bytes]);
  return bytes === null ? null : url;
}
