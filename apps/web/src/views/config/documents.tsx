import { visibleLines } from '@stratascope/core';
import { useMemo } from 'react';
import { useDocuments } from '../../client';
import { Button, ErrorState, Skeleton } from '../../components';
import { useText } from '../../i18n';
import styles from './config.module.css';
import { JsonTree } from './json-tree';

/** Manifest and config as they stand in the store. */
export function Documents() {
  const { data, error, refetch } = useDocuments();
  const text = useText();
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
    <>
      <Document title={text.config.manifest} json={data.manifest} />
      <Document title={text.config.configDocument} json={data.config} />
    </>
  );
}

function Document({ title, json }: { readonly title: string; readonly json: string | null }) {
  const text = useText().config;
  const parsed = useMemo(() => parse(json), [json]);
  return (
    <details className={styles.document}>
      <summary className={styles.documentTitle}>{title}</summary>
      {json === null ? (
        <p className={styles.quiet}>{text.noDocument}</p>
      ) : parsed === null ? (
        <>
          <p className={styles.quiet}>{text.documentBroken}</p>
          <pre className={styles.raw}>{visibleLines(json)}</pre>
        </>
      ) : (
        <JsonTree value={parsed.value} />
      )}
    </details>
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
