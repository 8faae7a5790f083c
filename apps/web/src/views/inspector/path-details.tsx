import { type ByteString, type EntryPath, splitPath } from '@stratascope/core';
import { type PathAnswer, type PathVersion, pathBytes } from '@stratascope/protocol/client';
import { useState } from 'react';
import { RequestFailure, useLife, useOpenImage } from '../../client';
import { Button, Chip, ErrorState, modeText, Skeleton, VisibleName } from '../../components';
import { bytesText, formatTime, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { FilePanel } from '../contents/file-panel';
import { RawEntry } from '../contents/raw-entry';
import type { FileVersion } from '../contents/use-file-bytes';
import { ExtendedAttributes } from './extended-attributes';
import styles from './inspector.module.css';
import { LinkTarget } from './link-target';
import { modeWords } from './mode-words';
import { PathHead } from './path-head';
import { VersionList } from './version-list';

/** One path: what it is at the level, its versions, and the contents of the one that is chosen. */
export function PathDetails({ path }: { readonly path: EntryPath }) {
  const { data: life, error, refetch } = useLife(path);
  const { level } = useOpenImage();
  const text = useText();
  const chosen = useExplorer((state) => state.address.version);

  if (life === undefined) {
    return (
      <>
        <PathHead path={path} life={null} shown={null} />
        {error === null ? (
          <div aria-busy>
            <p className="visually-hidden">{text.inspector.loading}</p>
            <Skeleton rows={8} />
          </div>
        ) : (
          <LifeError error={error} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  const shown = shownVersion(life, chosen, level);
  const file = shown === null ? null : fileVersion(path, shown);
  const raw = rawEntryOf(life, { path, shown, chosen: chosen ?? level, hasPanel: file !== null });
  return (
    <>
      <PathHead path={path} life={life} shown={shown} />
      <div className={styles.scroll} data-part="path">
        <div className={styles.about}>
          <PathFacts path={path} life={life} shown={shown} />
          <VersionList life={life} shown={shown?.layer ?? null} />
          {shown?.state?.xattrs !== undefined && <ExtendedAttributes xattrs={shown.state.xattrs} />}
          <OtherNames path={path} life={life} />
          {raw !== null && <RawSection key={`${raw.path} ${raw.layer}`} {...raw} />}
        </div>
        {file !== null && <FilePanel key={`${path} ${file.layer}`} file={file} others={fileVersions(path, life)} />}
      </div>
    </>
  );
}

/**
 * The version whose contents are shown: the one chosen, else the newest at or below the level. Of a removal it is the
 * one before it, so that what is gone can still be read.
 */
function shownVersion(life: PathAnswer, chosen: number | null, level: number): PathVersion | null {
  const from = chosen ?? level;
  return (
    life.versions.find(({ layer, state }) => layer <= from && state !== null) ??
    life.versions.findLast(({ state }) => state !== null) ??
    null
  );
}

/** Which entry is there to be looked at besides a file's own, which its panel has: the mark that removed the path, or what is no file. */
function rawEntryOf(
  life: PathAnswer,
  {
    path,
    shown,
    chosen,
    hasPanel,
  }: {
    readonly path: EntryPath;
    readonly shown: PathVersion | null;
    readonly chosen: number;
    readonly hasPanel: boolean;
  },
): { readonly path: EntryPath; readonly layer: number } | null {
  const removal = life.versions.find(({ layer }) => layer <= chosen);
  if (removal?.removedAt !== undefined)
    return { path: pathBytes(removal.removedAt) as EntryPath, layer: removal.layer };
  if (hasPanel || shown === null || shown.state?.implied === true) return null;
  return { path, layer: shown.layer };
}

/** An entry as it stands in its tar; asked for only when it is opened. */
function RawSection({ path, layer }: { readonly path: EntryPath; readonly layer: number }) {
  const text = useText().contents;
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.rawEntry} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.heading}>
        {text.raw} <span className={styles.quiet}>{text.asOf(layer)}</span>
      </summary>
      {isOpen && <RawEntry path={path} layer={layer} />}
    </details>
  );
}

/** A version as its contents are asked for; null for what is no file. */
function fileVersion(path: EntryPath, { layer, state }: PathVersion): FileVersion | null {
  if (state?.type !== 'file') return null;
  // A name of an inode that another layer wrote has that layer's contents.
  return { path, layer: state.layer || layer, size: state.size ?? 0, sha256: state.sha256 ?? null };
}

/** The newest first, each layer once. */
function fileVersions(path: EntryPath, life: PathAnswer): readonly FileVersion[] {
  const versions = life.versions.map((version) => fileVersion(path, version)).filter((version) => version !== null);
  return versions.filter(({ layer }, at) => versions.findIndex((other) => other.layer === layer) === at);
}

function PathFacts({
  path,
  life,
  shown,
}: {
  readonly path: EntryPath;
  readonly life: PathAnswer;
  readonly shown: PathVersion | null;
}) {
  const { level } = useOpenImage();
  const words = useText();
  const text = words.inspector;
  const { directory, name } = splitPath(path);
  const state = life.state ?? shown?.state ?? null;
  const parts =
    state === null
      ? []
      : [
          text.types[life.type],
          life.type === 'dir'
            ? `${bytesText(life.size)} · ${text.entries(life.entries)}`
            : state.size === undefined
              ? (state.dev ?? null)
              : bytesText(state.size),
          modeText(state.type, state.mode),
          `${state.owner ?? state.uid}:${state.group ?? state.gid}`,
          state.implied ? text.implied : null,
        ].filter((part) => part !== null);
  const firstLayer = life.versions.at(-1)?.layer ?? 0;

  return (
    <section className={styles.block}>
      <p className={styles.fullPath}>
        <VisibleName name={directory === '/' ? directory : (`${directory}/` as ByteString)} />
        <strong>
          <VisibleName name={name} />
        </strong>
      </p>
      <p className={styles.summary}>{parts.join(' · ')}</p>
      {life.ghost !== null && <p className={styles.gone}>{text.gone(level, life.ghost.layer, shown?.layer ?? null)}</p>}
      {life.state === null && life.ghost === null && <NotYet level={level} layer={firstLayer} />}
      {life.state?.type === 'dir' && life.entries === 0 && <p className={styles.quiet}>{words.files.empty(level)}</p>}
      {state?.type === 'symlink' && <LinkTarget state={state} target={life.target} />}
      {state !== null &&
        modeWords(state.type, state.mode, words.facts).map((meaning) => (
          <p key={meaning} className={styles.summary}>
            {meaning}
          </p>
        ))}
      {state?.mtime !== undefined && <p className={styles.quiet}>{formatTime(Number(state.mtime))}</p>}
    </section>
  );
}

function NotYet({ level, layer }: { readonly level: number; readonly layer: number }) {
  const text = useText().inspector;
  const setLevel = useExplorer((state) => state.setLevel);
  return (
    <p className={styles.notYet}>
      {text.notYet(level, layer)}{' '}
      <Button size="small" onClick={() => setLevel(layer)}>
        {text.goToLayer(layer)}
      </Button>
    </p>
  );
}

/** The other names of the same inode. */
function OtherNames({ path, life }: { readonly path: EntryPath; readonly life: PathAnswer }) {
  const text = useText().inspector;
  const selectPath = useExplorer((state) => state.selectPath);
  if (life.links.length < 2) return null;
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>{text.hardLinks(life.links.length)}</h3>
      <ul>
        {life.links.map((link) => {
          const bytes = pathBytes(link) as EntryPath;
          return (
            <li key={bytes} className={styles.link}>
              {link.layer > 0 && <Chip layer={link.layer} />}
              <button
                type="button"
                className={styles.otherName}
                disabled={bytes === path}
                onClick={() => selectPath(bytes)}
              >
                <VisibleName name={bytes} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function LifeError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const text = useText();
  const failure = error instanceof RequestFailure ? error.failure : null;
  return failure?.code === 'path-unknown' ? (
    <ErrorState message={text.inspector.pathUnknown} />
  ) : (
    <ErrorState
      message={failure?.message ?? text.common.offline}
      hint={failure?.hint ?? text.common.offlineHint}
      action={<Button onClick={onRetry}>{text.common.retry}</Button>}
    />
  );
}
