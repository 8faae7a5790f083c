import type { EntryPath } from '@stratascope/core';
import { pathBytes } from '@stratascope/protocol/client';
import type { ReactNode } from 'react';
import { useFacts, useOpenImage } from '../../client';
import { VisibleName } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Fact, Facts } from './facts';
import styles from './inspector.module.css';

/** What the files of the level tell of the image: distribution, packages, shell, kernel; each leads to its file. */
export function FileFacts() {
  const { level } = useOpenImage();
  const { data } = useFacts();
  const text = useText().facts;
  // It only adds to what is there: while it is asked for, and where it cannot be told, nothing is missed.
  if (data === undefined || level === 0) return null;
  const { distribution, packages, shell, kernel } = data;
  const named = distribution?.prettyName ?? [distribution?.name ?? distribution?.id, distribution?.version].join(' ');

  return (
    <section className={styles.block} aria-label={text.title}>
      <h3 className={styles.heading}>
        {text.title} <span className={styles.quiet}>{text.asOf(data.level)}</span>
      </h3>
      <Facts>
        <Fact name={text.distribution}>
          {distribution === null ? text.noDistribution : <ToFile file={distribution}>{named.trim()}</ToFile>}
        </Fact>
        <Fact name={text.packages}>
          {packages.length === 0
            ? text.noPackages
            : packages.map((each) => (
                <div key={each.manager}>
                  <ToFile file={each}>{text.packageCount(each.manager, each.count)}</ToFile>
                </div>
              ))}
        </Fact>
        <Fact name={text.shell}>{shell === null ? text.noShell : <ToFile file={shell} />}</Fact>
        <Fact name={text.kernel}>{kernel === null ? text.noKernel : <ToFile file={kernel} />}</Fact>
      </Facts>
    </section>
  );
}

/** Leads to the file that tells it; its path is the word where no other is given. */
function ToFile({
  file,
  children,
}: {
  readonly file: { readonly path: string; readonly pathHex?: string };
  readonly children?: ReactNode;
}) {
  const selectPath = useExplorer((state) => state.selectPath);
  const path = pathBytes(file) as EntryPath;
  return (
    <button type="button" className={styles.otherName} onClick={() => selectPath(path)}>
      {children ?? <VisibleName name={path} />}
    </button>
  );
}
