import type { EntryPath } from '@stratascope/core';
import { type PathAnswer, type PathState, pathBytes } from '@stratascope/protocol/client';
import { CornerDownRight } from 'lucide-react';
import { useOpenImage } from '../../client';
import { Button, VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { circleOfSteps } from './circle-of-steps';
import styles from './inspector.module.css';
import { linkBytes } from './link-bytes';
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
      {target !== null && target.steps.length > 1 && <LinkSteps target={target} />}
      {words !== null && <p className={styles.doubt}>{words}</p>}
    </>
  );
}

/** Each link on the way, this one first: where it lies, what it says, and whose layer it is of; then where it ends, or goes round. */
function LinkSteps({ target }: { readonly target: NonNullable<PathAnswer['target']> }) {
  const text = useText().facts;
  const { steps, outcome } = target;
  const circle = outcome === 'loop' ? circleOfSteps(steps.map((step) => pathBytes(step))) : null;
  const shown = circle === null ? steps : steps.slice(0, circle.start + circle.length);
  return (
    <section aria-label={text.linkSteps}>
      <ol className={styles.linkSteps}>
        {shown.map((step, at) => (
          <li key={`${at} ${step.path}`}>
            <PathButton path={pathBytes(step) as EntryPath} />
            <span aria-hidden> → </span>
            <code>
              <VisibleName name={linkBytes(step)} />
            </code>{' '}
            <span className={styles.quiet}>{text.linkOf(step.layer)}</span>
          </li>
        ))}
        {outcome === 'found' && (
          <li>
            <PathButton path={pathBytes(target) as EntryPath} />
          </li>
        )}
      </ol>
      {circle !== null && <p className={styles.quiet}>{text.linkBack(circle.start + 1)}</p>}
    </section>
  );
}

function PathButton({ path }: { readonly path: EntryPath }) {
  const selectPath = useExplorer((explorer) => explorer.selectPath);
  return (
    <button type="button" className={styles.otherName} onClick={() => selectPath(path === '/' ? null : path)}>
      <VisibleName name={path} />
    </button>
  );
}
