import { type FileKind, fileKind, KIND_BYTES } from '@stratascope/core';
import { useState } from 'react';
import { Button, Chip, MenuButton, Tabs } from '../../components';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './contents.module.css';
import { DiffView } from './diff-view';
import { fileState } from './file-state';
import { HexView } from './hex-view';
import { kindWords } from './kind-words';
import { LARGEST_PICTURE, PictureView } from './picture-view';
import { RawEntry } from './raw-entry';
import { TextView } from './text-view';
import { type FileVersion, useFileBytes } from './use-file-bytes';

const FIRST_BYTES = 256_000;
const MORE_BYTES = 1_000_000;

/** A version of a file: its contents, what differs from another version, its bytes. */
export function FilePanel({
  file,
  others,
}: {
  readonly file: FileVersion;
  /** All versions of the path that are files, this one too, the newest first. */
  readonly others: readonly FileVersion[];
}) {
  const text = useText().contents;
  const wanted = useExplorer((state) => state.filePanelTab);
  const setTab = useExplorer((state) => state.setFilePanelTab);
  const versus = useExplorer((state) => state.address.versus);
  const selectVersion = useExplorer((state) => state.selectVersion);
  const isAlone = others.length < 2;
  const tab = wanted === 'diff' && isAlone ? 'contents' : wanted;
  const compared =
    others.find(({ layer }) => layer === versus && layer !== file.layer) ??
    others.find(({ layer }) => layer < file.layer) ??
    others.findLast(({ layer }) => layer > file.layer);

  return (
    <section className={styles.panel}>
      <div className={styles.head}>
        <Tabs
          name="file"
          label={text.fileTabs}
          tabs={[
            { id: 'contents', label: text.title },
            ...(isAlone ? [] : [{ id: 'diff' as const, label: text.diff }]),
            { id: 'hex', label: text.hex },
            { id: 'raw', label: text.raw },
          ]}
          chosen={tab}
          onChoose={setTab}
        />
        <span className={styles.spring} />
        {tab === 'diff' && compared !== undefined ? (
          <MenuButton
            size="small"
            align="end"
            menuLabel={text.compareWith}
            aria-label={`${text.compareWith}: ${compared.layer}`}
            entries={others
              .filter(({ layer }) => layer !== file.layer)
              .map(({ layer, size }) => ({
                kind: 'item',
                id: String(layer),
                label: text.versionOf(layer),
                detail: bytesText(size),
                isChosen: layer === compared.layer,
                onSelect: () => selectVersion(file.layer, layer),
              }))}
          >
            <span className={styles.pair}>
              <Chip layer={compared.layer} /> → <Chip layer={file.layer} />
            </span>
          </MenuButton>
        ) : (
          <span data-tip={text.asOf(file.layer)}>
            <span className="visually-hidden">{text.asOf(file.layer)}</span>
            <span aria-hidden>
              <Chip layer={file.layer} />
            </span>
          </span>
        )}
      </div>
      <div role="tabpanel" id="file-panel" aria-labelledby={`file-tab-${tab}`} className={styles.body}>
        {tab === 'raw' ? (
          <RawEntry path={file.path} layer={file.layer} />
        ) : tab === 'diff' && compared !== undefined ? (
          <DiffView before={compared} after={file} />
        ) : file.size === 0 ? (
          <p className={styles.message}>{text.empty}</p>
        ) : tab === 'hex' ? (
          <HexView file={file} />
        ) : (
          <Contents file={file} />
        )}
      </div>
    </section>
  );
}

function Contents({ file }: { readonly file: FileVersion }) {
  const text = useText().contents;
  const withEnds = useExplorer((state) => state.showLineEnds);
  const setWithEnds = useExplorer((state) => state.setShowLineEnds);
  const [end, setEnd] = useState(FIRST_BYTES);
  const contents = useFileBytes(file, end);
  const state = fileState([contents]);
  if (state !== null) return state;

  const kind = fileKind(contents.bytes.subarray(0, KIND_BYTES));
  if (kind.kind === 'image') return <Picture file={file} kind={kind} />;
  const words = kindWords(kind, text);
  if (kind.kind !== 'text' && kind.kind !== 'script') {
    return (
      <>
        <p className={styles.kind}>{words}</p>
        <HexView file={file} />
      </>
    );
  }
  const moreBytes = Math.min(MORE_BYTES, file.size - end);
  return (
    <>
      <div className={styles.kind}>
        <span>{kind.kind === 'script' ? words : text.textKind}</span>
        <span className={styles.spring} />
        <Button size="small" aria-pressed={withEnds} onClick={() => setWithEnds(!withEnds)}>
          {text.lineEnds}
        </Button>
      </div>
      <TextView
        file={file}
        bytes={contents.bytes}
        onMore={moreBytes > 0 ? { bytes: moreBytes, run: () => setEnd(end + MORE_BYTES) } : null}
      />
    </>
  );
}

function Picture({ file, kind }: { readonly file: FileVersion; readonly kind: FileKind & { readonly kind: 'image' } }) {
  const text = useText().contents;
  const contents = useFileBytes(file, file.size > LARGEST_PICTURE ? 0 : file.size);
  if (file.size > LARGEST_PICTURE) return <p className={styles.message}>{text.pictureHeavy(bytesText(file.size))}</p>;
  const state = fileState([contents]);
  if (state !== null || contents.isPending) return state;
  return <PictureView format={kind.format} bytes={contents.bytes} />;
}
