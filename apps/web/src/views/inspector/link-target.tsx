import type { ByteString, EntryPath } from '@stratascope/core';
import { type PathAnswer, type PathState, pathBytes } from '@stratascope/protocol/client';
import { CornerDownRight } from 'lucide-react';
import { useOpenImage } from '../../client';
import { Button, VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './inspector.module.css';
import { targetWords } from './target-words';

/** What a symbolic link says, and where it leads at the level; of a link that is not there only what it said. */
export function LinkTarget({ state, target }: { readonly state: PathState; readonly target: PathAnswer['target'] }) {
  const { level } = useOpenImage();
  const text = useText().inspector;
  const selectPath = useExplorer((explorer) => explorer.selectPath);
  const words = target === null ? null : targetWords(target, level, text);
  const path = target === null ? null : (pathBytes(target) as EntryPath);
  const isReachable = target?.outcome === 'found' || target?.outcome === 'absent';

  return (
    <>
      <p className={styles.linkTarget}>
        <CornerDownRight size={13} strokeWidth={1.75} aria-hidden />
        <code>
          <VisibleName name={linkBytes(state)} />
        </code>
        {isReachable && (
          <Button size="small" onClick={() => selectPath(path === '/' ? null : path)}>
            {text.follow}
          </Button>
        )}
      </p>
      {target !== null && target.steps.length > 1 && <LinkSteps steps={target.steps} />}
      {words !== null && <p className={styles.doubt}>{words}</p>}
    </>
  );
}

/** Each link on the way, this one first: where it lies, what it says, and whose layer it is of. */
function LinkSteps({ steps }: { readonly steps: NonNullable<PathAnswer['target']>['steps'] }) {
  const text = useText().facts;
  const selectPath = useExplorer((explorer) => explorer.selectPath);
  return (
    <section aria-label={text.linkSteps}>
      <ol className={styles.linkSteps}>
        {steps.map((step, at) => {
          const path = pathBytes(step) as EntryPath;
          return (
            // A circle meets the same link again.
            <li key={`${at} ${path}`}>
              <button type="button" className={styles.otherName} onClick={() => selectPath(path)}>
                <VisibleName name={path} />
              </button>
              <span aria-hidden> → </span>
              <code>
                <VisibleName name={linkBytes(step)} />
              </code>{' '}
              <span className={styles.quiet}>{text.linkOf(step.layer)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function linkBytes({ link = '', linkHex }: Pick<PathState, 'link' | 'linkHex'>): ByteString {
  return pathBytes(linkHex === undefined ? { path: link } : { path: link, pathHex: linkHex }) as ByteString;
}
