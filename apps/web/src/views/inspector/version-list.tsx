import type { ByteString } from '@stratascope/core';
import { type ChangedValue, type PathAnswer, type PathVersion, pathBytes } from '@stratascope/protocol/client';
import { useOpenImage } from '../../client';
import { Bytes, ChangeMark, Chip, classNames, markOf, permissionText, VisibleName } from '../../components';
import { bytesText, formatTime, signedBytesText, useText } from '../../i18n';
import { layerList } from '../../i18n/plural';
import { useExplorer } from '../../state';
import styles from './inspector.module.css';
import { linkBytes } from './link-bytes';
import { versionSentence, versionSize } from './version-sentence';

/** The life of a path as a list, newest first; the one that is shown below is selected. */
export function VersionList({ life, shown }: { readonly life: PathAnswer; readonly shown: number | null }) {
  const { level, layerCount } = useOpenImage();
  const text = useText().inspector;
  const selectVersion = useExplorer((state) => state.selectVersion);
  const language = useExplorer((state) => state.language);
  const list = (numbers: readonly number[]) => layerList(numbers, language);
  const layers = new Set(life.versions.map(({ layer }) => layer)).size;

  return (
    <section className={styles.block}>
      <div className={styles.versionsHead}>
        <h3 className={styles.heading}>{text.versions(life.versions.length, layers)}</h3>
        {life.shippedBytes > 0 && (
          <span className={styles.ships}>
            {text.ships(bytesText(life.shippedBytes))}
            {life.deadBytes > 0 && (
              <span className={styles.dead}>
                {', '}
                {life.deadBytes === life.shippedBytes ? text.allDead : text.deadBytes(bytesText(life.deadBytes))}
              </span>
            )}
          </span>
        )}
      </div>
      {/* Layers of three digits need more room for their number. */}
      <ul className={styles.versions} style={{ '--chip-width': layerCount > 99 ? '38px' : '30px' }}>
        {life.versions.map((version, at) => (
          <li key={version.layer}>
            <button
              type="button"
              aria-current={version.layer === shown ? 'true' : undefined}
              className={classNames(
                styles.version,
                version.layer === shown && styles.versionShown,
                version.layer > level && styles.versionAbove,
              )}
              onClick={() => selectVersion(version.layer)}
            >
              <VersionLine version={version} below={life.versions[at + 1]} path={life.path} level={level} />
            </button>
          </li>
        ))}
      </ul>
      {life.insideLayers.length > 0 && (
        <p className={styles.quiet}>{text.insideOnly(life.insideLayers.length, list(life.insideLayers))}</p>
      )}
      {life.unknownLayers.length > 0 && (
        <p className={styles.doubt}>{text.unknownIn(life.unknownLayers.length, list(life.unknownLayers))}</p>
      )}
    </section>
  );
}

function VersionLine({
  version,
  below,
  path,
  level,
}: {
  readonly version: PathVersion;
  readonly below: PathVersion | undefined;
  readonly path: string;
  readonly level: number;
}) {
  const text = useText().inspector;
  const { bytes, difference, fate } = versionSize(version, below, level);
  return (
    <>
      <ChangeMark mark={markOf({ ...version, changed: version.changed.map(({ attribute }) => attribute) })} />
      <Chip layer={version.layer} />
      <span className={styles.versionWords}>
        <span className={styles.versionTitle}>{versionSentence(version, path, text)}</span>
        <span className={styles.versionValues}>
          {version.layer > level ? text.aboveLevel : <VersionValues version={version} below={below} />}
        </span>
      </span>
      <span className={styles.versionSizes}>
        {bytes !== null && version.change !== 'removed' && <Bytes bytes={bytes} />}
        <span className={styles.versionFate}>
          {fate === 'dead' ? (
            <span className={styles.dead}>{text.dead}</span>
          ) : fate !== null ? (
            text.diesIn(fate)
          ) : difference !== null ? (
            signedBytesText(difference)
          ) : null}
        </span>
      </span>
    </>
  );
}

/** The values behind the sentence: what differs from what to what, else when and whose. */
function VersionValues({ version, below }: { readonly version: PathVersion; readonly below: PathVersion | undefined }) {
  if (version.change === 'removed') {
    const { removedAt: at, victims } = version;
    return (
      <>
        {at !== undefined && <VisibleName name={pathBytes(at).slice(1) as ByteString} />}
        {victims !== undefined && <Victims {...victims} />}
      </>
    );
  }
  const values = version.changed.flatMap((change) => valuesOf(change, version.change === 'metadata'));
  if (version.change === 'metadata') return <>{values.join(' · ')}</>;
  const { state } = version;
  if (state === null) return null;
  if (version.change === 'content' && state.type === 'symlink' && below?.state?.type === 'symlink') {
    return (
      <>
        <VisibleName name={linkBytes(below.state)} /> → <VisibleName name={linkBytes(state)} />
      </>
    );
  }
  const owner = `${state.owner ?? state.uid}:${state.group ?? state.gid}`;
  return <>{[...(state.mtime === undefined ? [] : [time(state.mtime)]), owner, ...values].join(' · ')}</>;
}

/** What a removal took: paths below, and bytes that nobody can see any more, with whose they were. */
function Victims({ entries, bytesByLayer }: NonNullable<PathVersion['victims']>) {
  const text = useText().inspector;
  const language = useExplorer((state) => state.language);
  const bytes = bytesByLayer.reduce((sum, [, size = 0]) => sum + size, 0);
  const layers = bytesByLayer.map(([layer = 0]) => layer);
  return (
    <>
      {entries > 0 && ` · ${text.entries(entries)}`}
      {bytes > 0 && (
        <span
          className={styles.dead}
        >{` · ${text.buried(bytesText(bytes), layers.length, layerList(layers, language))}`}</span>
      )}
    </>
  );
}

const time = (seconds: string | null) => formatTime(seconds === null ? null : Number(seconds));

/** Of a change, before and after. The time moves with every change of content, so it is said only where it is all. */
function valuesOf(change: ChangedValue, isMetadataOnly: boolean): readonly string[] {
  switch (change.attribute) {
    case 'mode':
      return [`${permissionText(change.before)} → ${permissionText(change.after)}`];
    case 'uid':
    case 'gid':
      return [`${change.attribute} ${change.before} → ${change.after}`];
    case 'mtime':
      return isMetadataOnly ? [`${time(change.before)} → ${time(change.after)}`] : [];
    case 'xattrs':
      return Object.keys({ ...change.before, ...change.after });
  }
}
