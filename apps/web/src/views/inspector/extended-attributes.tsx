import { textToByteString } from '@stratascope/core';
import type { PathState } from '@stratascope/protocol/client';
import { VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { attributeValue } from './attribute-value';
import { capabilityWords } from './capability-words';
import { Fact, Facts } from './facts';
import styles from './inspector.module.css';

/** What a file has besides its contents and mode: capabilities in words, other values as text or bytes. */
export function ExtendedAttributes({ xattrs }: { readonly xattrs: NonNullable<PathState['xattrs']> }) {
  const text = useText();
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>{text.inspector.xattrs}</h3>
      <Facts>
        {Object.entries(xattrs).map(([name, base64]) => (
          <Fact
            key={name}
            name={
              <code>
                <VisibleName name={textToByteString(name)} />
              </code>
            }
          >
            <Value name={name} bytes={Uint8Array.from(window.atob(base64), (char) => char.charCodeAt(0))} />
          </Fact>
        ))}
      </Facts>
    </section>
  );
}

function Value({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) {
  const text = useText().facts;
  const language = useExplorer((state) => state.language);
  if (bytes.length === 0) return <span className={styles.quiet}>{text.emptyValue}</span>;
  const value = attributeValue(name, bytes);
  if (value.kind === 'hex') return <code>{text.hexOf(`${value.text}${value.isCut ? '…' : ''}`, bytes.length)}</code>;
  if (value.kind === 'text') return <code>{value.text}</code>;
  return (
    <>
      <code>{value.text}</code>
      {capabilityWords(value.capabilities, language).map((words) => (
        <p key={words} className={styles.summary}>
          {words}
        </p>
      ))}
    </>
  );
}
