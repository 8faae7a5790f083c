import { type ByteString, type EntryPath, type RawHeader, readRawHeaders } from '@stratascope/core';
import type { TarEntryAnswer } from '@stratascope/protocol/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { tarEntriesOptions, useOpenImage } from '../../client';
import { useSize, VisibleName } from '../../components';
import { bytesText, formatCount, type LanguageId, useText } from '../../i18n';
import { rawEntry as en } from '../../i18n/en/raw-entry';
import { rawEntry as zh } from '../../i18n/zh/raw-entry';
import { useExplorer } from '../../state';
import styles from './contents.module.css';
import { Failed, Loading } from './file-state';
import { hexRow, offsetText } from './hex-rows';
import { shortRows } from './zero-runs';

/** Longer values are cut: all of them stands in the bytes below. */
const MOST_VALUE = 400;
const MOST_RECORDS = 100;

const WORDS = { en, zh } satisfies Record<LanguageId, typeof en>;
const useWords = () => WORDS[useExplorer((state) => state.language)];

/** What the tar of a layer has for a path, as it stands there: where, the fields of its headers, and their bytes. */
export function RawEntry({ path, layer }: { readonly path: EntryPath; readonly layer: number }) {
  const { key } = useOpenImage();
  const text = useText().contents;
  const words = useWords();
  const { data, error, refetch } = useQuery(tarEntriesOptions(key, path, layer));
  if (data === undefined) return error === null ? <Loading /> : <Failed onRetry={() => void refetch()} />;
  if (data.entries.length === 0) return <p className={styles.message}>{words.none(layer)}</p>;
  return (
    // Scrolls by itself, so it must take the focus for the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={styles.raw} tabIndex={0} aria-label={text.raw}>
      {data.total > 1 && <p className={styles.rawNote}>{words.several(data.total)}</p>}
      {data.entries.map((entry) => (
        <Entry key={entry.offset} entry={entry} layer={layer} />
      ))}
    </section>
  );
}

function Entry({ entry, layer }: { readonly entry: TarEntryAnswer; readonly layer: number }) {
  const text = useText().contents;
  const words = useWords();
  const bytes = useMemo(
    () => Uint8Array.from(window.atob(entry.headers), (char) => char.charCodeAt(0)),
    [entry.headers],
  );
  const headers = useMemo(() => readRawHeaders(bytes), [bytes]);
  return (
    <article className={styles.rawEntry}>
      <p className={styles.rawNote}>
        {words.at(words.kinds[entry.kind], layer, formatCount(entry.offset), formatCount(entry.headerBytes))}{' '}
        {entry.storedBytes > 0
          ? words.data(formatCount(entry.offset + entry.headerBytes), formatCount(entry.storedBytes))
          : words.noData}
      </p>
      {headers.map((header) => (
        <Header key={header.offset} header={header} />
      ))}
      <Blocks bytes={bytes} offset={entry.offset} />
      {bytes.length < entry.headerBytes && (
        <p className={styles.rawNote}>{text.shownOf(bytesText(bytes.length), bytesText(entry.headerBytes))}</p>
      )}
    </article>
  );
}

function Header({ header }: { readonly header: RawHeader }) {
  const words = useWords();
  const { type, format, fields, records, text: long } = header;
  return (
    <>
      <h4 className={styles.rawHead}>{words.header(type, format)}</h4>
      <dl className={styles.rawFields}>
        {fields.map(({ name, value }) => (
          <Field key={name} name={name} value={value} />
        ))}
        {long !== null && <Field name={type === 'K' ? 'linkname' : 'name'} value={long} />}
      </dl>
      {records !== null && (
        <dl className={styles.rawFields}>
          {records.slice(0, MOST_RECORDS).map(([name, value]) => (
            <Field key={name} name={name} value={value} />
          ))}
        </dl>
      )}
      {records !== null && records.length > MOST_RECORDS && (
        <p className={styles.rawNote}>{words.more(records.length - MOST_RECORDS)}</p>
      )}
    </>
  );
}

function Field({ name, value }: { readonly name: string; readonly value: ByteString }) {
  const isCut = value.length > MOST_VALUE;
  return (
    <>
      <dt>
        <VisibleName name={name.slice(0, MOST_VALUE) as ByteString} />
      </dt>
      <dd>
        <VisibleName name={value.slice(0, MOST_VALUE) as ByteString} />
        {isCut && '…'}
      </dd>
    </>
  );
}

/** Sixteen bytes with their offset and text need so many pixels. */
const WIDE = 560;

function Blocks({ bytes, offset }: { readonly bytes: Uint8Array; readonly offset: number }) {
  const words = useWords();
  const [measure, size] = useSize<HTMLDivElement>();
  const rowBytes = (size?.width ?? 0) < WIDE ? 8 : 16;
  const rows = useMemo(() => shortRows(bytes, rowBytes), [bytes, rowBytes]);
  return (
    <>
      <h4 className={styles.rawHead}>{words.blocks(Math.ceil(bytes.length / 512))}</h4>
      <div ref={measure} className={styles.rawBlocks}>
        {rows.map((row) => {
          const { digits, text: ascii } = hexRow(bytes, row.offset, row.offset, rowBytes);
          return (
            <div key={row.offset} className={styles.rawRow}>
              <span className={styles.offset}>{offsetText(offset + row.offset, 0)}</span>
              {row.kind === 'zeros' ? (
                <span className={styles.quiet}>{words.zeros(row.bytes)}</span>
              ) : (
                <>
                  <span>{digits.join(' ').padEnd(rowBytes * 3 - 1)}</span>
                  <span className={styles.ascii} aria-hidden>
                    {ascii}
                  </span>
                </>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}
