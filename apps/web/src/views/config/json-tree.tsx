import { visibleLines } from '@stratascope/core';
import { createContext, useContext, useState } from 'react';
import { Button } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './config.module.css';
import type { DigestTarget, DocumentId } from './digest-targets';
import { looksSecret } from './looks-secret';
import { MASK, maskSecrets } from './mask-secrets';
import { siblingName } from './sibling-name';

/** What the digests of a document lead to. */
export const DigestTargets = createContext<ReadonlyMap<string, DigestTarget>>(new Map());

/** Deeper than this a value is written out flat: documents of images are not that deep, hostile ones are. */
const DEEPEST = 32;
/** What has more parts is folded at first, and so is what lies deeper; in a short document hardly anything is. */
const MOST_UNFOLDED = 60;
const UNFOLDED_DEPTH = { long: 2, short: 4 };
/** More parts of one value are drawn only when asked for. */
const PARTS_AT_ONCE = 200;
/** A longer text is cut: a line of megabytes would hold up the page. */
const LONGEST_TEXT = 20_000;

/** Where a document stands on the page, to be opened from elsewhere. */
export const documentElementId = (document: DocumentId) => `document-${document}`;

/** A string; a digest leads to what it names, and what looks secret stays masked until asked for. */
function JsonText({ name, text }: { readonly name: string | null; readonly text: string }) {
  const target = useContext(DigestTargets).get(text);
  const words = useText().config;
  const [isShown, setShown] = useState(false);
  const masked = looksSecret(name ?? '', text) ? MASK : maskSecrets(text);
  const shown = isShown ? text : masked;
  const cut = shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown;
  const quoted = visibleLines(JSON.stringify(cut));
  if (target !== undefined) return <DigestLink target={target}>{quoted}</DigestLink>;
  return (
    <>
      <span>{quoted}</span>
      {masked !== text && (
        <>
          {' '}
          <span className={styles.secret}>{words.secret}</span>{' '}
          <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? words.hide : words.show}
          </Button>
        </>
      )}
    </>
  );
}

function DigestLink({ target, children }: { readonly target: DigestTarget; readonly children: string }) {
  const words = useText().config;
  const setTab = useExplorer((state) => state.setTab);
  const selectLayer = useExplorer((state) => state.selectLayer);
  const openSibling = useExplorer((state) => state.openSibling);
  const follow = () => {
    switch (target.kind) {
      case 'layer':
        selectLayer(target.layer);
        setTab('explore');
        return;
      case 'document':
        openDocument(target.document);
        return;
      case 'image':
        openSibling(target.image.ref, target.image.layerCount);
    }
  };
  return (
    <button type="button" className={styles.link} data-tip={tipOf(target, words)} onClick={follow}>
      {children}
    </button>
  );
}

function tipOf(target: DigestTarget, words: ReturnType<typeof useText>['config']): string {
  switch (target.kind) {
    case 'layer':
      return words.showLayer(target.layer);
    case 'document':
      return words.showDocument(words.documentNames[target.document]);
    case 'image':
      return words.openOther(siblingName(target.image));
  }
}

function openDocument(id: DocumentId): void {
  const element = document.getElementById(documentElementId(id));
  if (!(element instanceof HTMLDetailsElement)) return;
  element.open = true;
  element.scrollIntoView({ block: 'start' });
  element.querySelector('summary')?.focus();
}

/** A JSON value that folds: objects and lists are opened by a click. */
export function JsonTree({
  value,
  length,
  name = null,
  depth = 0,
}: {
  readonly value: unknown;
  /** Of the whole document. */
  readonly length: 'short' | 'long';
  readonly name?: string | null;
  readonly depth?: number;
}) {
  const label = name === null ? null : <span className={styles.jsonKey}>{visibleLines(JSON.stringify(name))}: </span>;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) {
    return (
      <div className={styles.jsonLine}>
        {label}
        {typeof value === 'string' ? (
          <JsonText name={name} text={value} />
        ) : (
          <span>{visibleLines(JSON.stringify(value).slice(0, LONGEST_TEXT))}</span>
        )}
      </div>
    );
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return (
      <div className={styles.jsonLine}>
        {label}
        {isList ? '[]' : '{}'}
      </div>
    );
  }
  return <Folding label={label} entries={entries} length={length} isList={isList} depth={depth} />;
}

/** Parts are drawn once they were opened, and so many of them at once. */
function Folding({
  label,
  entries,
  length,
  isList,
  depth,
}: {
  readonly label: React.ReactNode;
  readonly entries: readonly (readonly [string, unknown])[];
  readonly length: 'short' | 'long';
  readonly isList: boolean;
  readonly depth: number;
}) {
  const text = useText().config;
  const [isOpen, setOpen] = useState(depth < UNFOLDED_DEPTH[length] && entries.length <= MOST_UNFOLDED);
  const [most, setMost] = useState(PARTS_AT_ONCE);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className={styles.json}>
      <summary className={styles.jsonLine}>
        {label}
        <span className={styles.jsonFold}>
          {isList ? '[' : '{'} {text.items(entries.length)} {isList ? ']' : '}'}
        </span>
      </summary>
      {isOpen && (
        <div className={styles.jsonInside}>
          {entries.slice(0, most).map(([key, inner]) => (
            <JsonTree key={key} value={inner} length={length} name={isList ? null : key} depth={depth + 1} />
          ))}
          {entries.length > most && (
            <Button size="small" onClick={() => setMost(most + PARTS_AT_ONCE)}>
              {text.moreItems(entries.length - most)}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}
