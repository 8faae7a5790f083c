import { useOpenImage } from '../../client';
import { Bytes, PaneHead, PaneTitle } from '../../components';
import { formatCount, formatTimeText, useText } from '../../i18n';
import { BaseImage } from './base-image';
import { BaseTotals } from './base-totals';
import { DigestFact, Fact, Facts } from './facts';
import { FileFacts } from './file-facts';
import styles from './inspector.module.css';
import { ProblemList } from './problem-list';

/** What is known of the image as a whole, and where to begin; while nothing is selected. */
export function ImageDetails() {
  const { image, layerCount } = useOpenImage();
  const text = useText().inspector;
  const { sizes, platform } = image;
  const size = (bytes: number | null) => (
    <span className={styles.sizeFact}>
      <Bytes bytes={bytes} />
    </span>
  );

  return (
    <>
      <PaneHead>
        <PaneTitle>{text.imageTitle}</PaneTitle>
      </PaneHead>
      <div className={styles.scroll}>
        <section className={styles.block}>
          <Facts>
            <Fact name={text.names}>
              {image.names.length === 0 ? text.noNames : image.names.map((name) => <div key={name}>{name}</div>)}
            </Fact>
            {platform !== null && (
              <Fact name={text.platform}>
                {[platform.os, platform.architecture, platform.variant].filter((part) => part).join('/')}
              </Fact>
            )}
            <Fact name={text.created}>{formatTimeText(image.config.createdAt)}</Fact>
            <Fact name={text.layers}>{formatCount(layerCount)}</Fact>
            <Fact name={text.base}>
              <BaseImage />
            </Fact>
            <Fact name={text.steps}>{formatCount(image.steps.length)}</Fact>
            <Fact name={text.stored}>{size(sizes.stored)}</Fact>
            <Fact name={text.unpacked}>{size(sizes.unpacked)}</Fact>
            <Fact name={text.live}>{size(sizes.live)}</Fact>
            <Fact name={text.deadSize}>{size(sizes.dead)}</Fact>
            <BaseTotals />
            <DigestFact name={text.imageId} digest={image.id} />
            <DigestFact name={text.manifest} digest={image.digest} />
          </Facts>
        </section>
        <FileFacts />
        <section className={styles.block}>
          <h3 className={styles.heading}>{text.hintsTitle}</h3>
          <ul className={styles.hints}>
            {text.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </section>
        <ProblemList problems={image.problems} />
      </div>
    </>
  );
}
