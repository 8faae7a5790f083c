import { visibleLines } from '@stratascope/core';
import { useOpenImage } from '../../client';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './config.module.css';
import { maskSecrets } from './mask-secrets';

/** Deeper than this a value is written out flat: documents of images are not that deep, hostile ones are. */
const DEEPEST = 32;

/** A string; the digest of a layer leads to it, and what looks secret stays masked. */
function JsonText({ text }: { readonly text: string }) {
  const { image } = useOpenImage();
  const setTab = useExplorer((state) => state.setTab);
  const selectLayer = useExplorer((state) => state.selectLayer);
  const words = useText().config;
  const layer = image.layers.find(({ digest, diffId }) => text === digest || text === diffId)?.layer;
  const shown = visibleLines(JSON.stringify(maskSecrets(text)));
  if (layer === undefined) return <span>{shown}</span>;
  return (
    <button
      type="button"
      className={styles.link}
      data-tip={words.showLayer(layer)}
      onClick={() => {
        selectLayer(layer);
        setTab('explore');
      }}
    >
      {shown}
    </button>
  );
}

/** A JSON value that folds: objects and lists are opened by a click. */
export function JsonTree({
  value,
  name = null,
  depth = 0,
}: {
  readonly value: unknown;
  readonly name?: string | null;
  readonly depth?: number;
}) {
  const text = useText().config;
  const label = name === null ? null : <span className={styles.jsonKey}>{visibleLines(JSON.stringify(name))}: </span>;
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) {
    return (
      <div className={styles.jsonLine}>
        {label}
        {typeof value === 'string' ? <JsonText text={value} /> : <span>{visibleLines(JSON.stringify(value))}</span>}
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
  return (
    <details open={depth < 2 && entries.length <= 60} className={styles.json}>
      <summary className={styles.jsonLine}>
        {label}
        <span className={styles.jsonFold}>
          {isList ? '[' : '{'} {text.items(entries.length)} {isList ? ']' : '}'}
        </span>
      </summary>
      <div className={styles.jsonInside}>
        {entries.map(([key, inner]) => (
          <JsonTree key={key} value={inner} name={isList ? null : key} depth={depth + 1} />
        ))}
      </div>
    </details>
  );
}
