import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../components';
import { useText } from '../../i18n';
import styles from './config.module.css';
import { maskSecrets } from './mask-secrets';

/** A text in which what looks secret is masked until asked for; `children` draws what is to be seen of it. */
export function MaskedText({
  text,
  children,
}: {
  readonly text: string;
  readonly children: (shown: string) => ReactNode;
}) {
  const words = useText().config;
  const [isShown, setShown] = useState(false);
  const masked = useMemo(() => maskSecrets(text), [text]);
  return (
    <>
      {children(isShown ? text : masked)}
      {masked !== text && (
        <>
          <span className={styles.secret}>{words.secret}</span>
          <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? words.hide : words.show}
          </Button>
        </>
      )}
    </>
  );
}
