import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { copyText, IconButton } from '../../components';
import { shortDigest, useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './inspector.module.css';

/** A list of facts: what, and its value. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <dt className={styles.factName}>{name}</dt>
      <dd className={styles.factValue}>{children}</dd>
    </>
  );
}

/** A digest cut to its ends, whole in the tooltip and on the clipboard. */
export function DigestFact({ name, digest }: { readonly name: string; readonly digest: string | null }) {
  const text = useText().inspector;
  const announce = useExplorer((state) => state.announce);
  if (digest === null) return null;
  return (
    <Fact name={name}>
      <span className={styles.digest}>
        <code data-tip={digest}>{`${digest.slice(0, digest.indexOf(':') + 1)}${shortDigest(digest)}`}</code>
        <IconButton
          label={text.copyDigest}
          size="small"
          icon={<Copy size={12} strokeWidth={1.75} aria-hidden />}
          onClick={() => void copyText(digest).then(() => announce(text.digestCopied))}
        />
      </span>
    </Fact>
  );
}
