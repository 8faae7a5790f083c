import { useOpenImage } from '../../client';
import { Bytes, Pane } from '../../components';
import { shortDigest, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { DigestFact, Fact, Facts } from '../inspector/facts';
import { ProblemList } from '../inspector/problem-list';
import styles from './config.module.css';
import { Documents } from './documents';
import { Section } from './settings';

/** What is no image, such as an attestation or a chart: what it is, what it belongs to, and its documents. */
export function ArtifactView() {
  const { image } = useOpenImage();
  const text = useText().config;
  const openSibling = useExplorer((state) => state.openSibling);
  const { subject } = image;
  return (
    <Pane label={text.artifact} className={styles.config}>
      <h2 className="visually-hidden">{text.artifact}</h2>
      <Section title={image.artifactType ?? text.artifact}>
        <p className={styles.quiet}>{image.kind === 'attachment' ? text.isAttachment : text.isArtifact}</p>
        <Facts>
          {subject !== null && (
            <Fact name={text.belongsTo}>
              <button type="button" className={styles.link} onClick={() => openSibling(subject, image.layers.length)}>
                {subject.slice(0, subject.indexOf(':') + 1)}
                {shortDigest(subject)}
              </button>
            </Fact>
          )}
          <DigestFact name={text.manifest} digest={image.digest} />
          {image.layers.map(({ layer, mediaType, stored }) => (
            <Fact key={layer} name={text.blob(layer)}>
              {mediaType} <Bytes bytes={stored} />
            </Fact>
          ))}
        </Facts>
      </Section>
      <ProblemList problems={image.problems} />
      <Section title={text.documents}>
        <Documents />
      </Section>
    </Pane>
  );
}
