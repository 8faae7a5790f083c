import { visibleLines } from '@stratascope/core';
import { useMemo, useState } from 'react';
import { useDocuments, useOpenImage } from '../../client';
import { Button, ErrorState, Skeleton } from '../../components';
import { useText } from '../../i18n';
import styles from './config.module.css';
import { type DocumentId, digestTargets } from './digest-targets';
import { DigestTargets, documentElementId, JsonTree } from './json-tree';

/** Characters of a document that may be drawn unfolded. */
const SHORT_DOCUMENT = 20_000;
/** What is no JSON is shown as it stands, so much of it. */
const LONGEST_RAW = 100_000;

/** Index, manifest and config as they stand in the store. */
export function Documents() {
  const { data, error, refetch } = useDocuments();
  const text = useText();
  const { image } = useOpenImage();
  const targets = useMemo(() => digestTargets(image), [image]);
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={4} />
    ) : (
      <ErrorState
        message={text.config.documentsFailed}
        action={<Button onClick={() => void refetch()}>{text.common.retry}</Button>}
      />
    );
  }
  return (
    <DigestTargets value={targets}>
      {data.index !== null && <Document id="index" json={data.index} />}
      <Document id="manifest" json={data.manifest} />
      <Document id="config" json={data.config} />
    </DigestTargets>
  );
}

/** Drawn when it is opened. */
function Document({ id, json }: { readonly id: DocumentId; readonly json: string | null }) {
  const text = useText().config;
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      id={documentElementId(id)}
      className={styles.document}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.documentTitle}>{text.documentNames[id]}</summary>
      {isOpen && <DocumentText json={json} />}
    </details>
  );
}

function DocumentText({ json }: { readonly json: string | null }) {
  const text = useText().config;
  const parsed = useMemo(() => parse(json), [json]);
  return (
    <>
      {json === null ? (
        <p className={styles.quiet}>{text.noDocument}</p>
      ) : parsed === null ? (
        <>
          <p className={styles.quiet}>{text.documentBroken}</p>
          <pre className={styles.raw}>{visibleLines(json.slice(0, LONGEST_RAW))}</pre>
        </>
      ) : (
        <JsonTree value={parsed.value} length={json.length <= SHORT_DOCUMENT ? 'short' : 'long'} />
      )}
    </>
  );
}

function parse(json: string | null): { readonly value: unknown } | null {
  if (json === null) return null;
  try {
    return { value: JSON.parse(json) };
  } catch {
    return null;
  }
}
