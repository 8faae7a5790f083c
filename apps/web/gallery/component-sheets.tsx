import type { CSSProperties, ReactNode } from 'react';
import { layerProperties } from '../src/theme';
import styles from './gallery.module.css';
import { SHEETS } from './sheets';

/** Every shared component in all its states, in both themes beside one another. */
export function ComponentSheets() {
  return (
    <div className={styles.sheets} style={layerProperties({ layers: 127, baseLayers: 3 })}>
      {SHEETS.map(({ title, states }) => (
        <section key={title} className={styles.sheet}>
          <h2>{title}</h2>
          <div className={styles.themes}>
            {(['light', 'dark'] as const).map((scheme) => (
              <div key={scheme} className={styles.theme} style={{ colorScheme: scheme } satisfies CSSProperties}>
                {states.map(({ name, isWide, Show }) => (
                  <State key={name} name={name} isWide={isWide === true}>
                    <Show scheme={scheme} />
                  </State>
                ))}
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function State({
  name,
  isWide,
  children,
}: {
  readonly name: string;
  readonly isWide: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={isWide ? styles.wide : styles.state}>
      <div className={styles.stateName}>{name}</div>
      {children}
    </div>
  );
}
