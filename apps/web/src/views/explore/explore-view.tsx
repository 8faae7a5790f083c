import { lazy } from 'react';
import { ErrorBoundary, Separator, useLayout } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { StackView } from '../stack/stack-view';
import { CentreView } from './centre-view';
import styles from './explore-view.module.css';
import { LazyInspector } from './lazy-inspector';

const PhoneExplore = lazy(async () => ({ default: (await import('./phone-explore')).PhoneExplore }));

const STACK_WIDTH = { wide: 432, medium: 360, docked: 340, narrow: 40 };
const INSPECTOR_WIDTH = { wide: 372, medium: 340 };
const INSPECTOR_HEIGHT = 206;

/** Stack, merged file system and inspector over one selection, laid out by the width of the window. */
export function ExploreView() {
  const layout = useLayout();
  if (layout === 'phone') return <PhoneExplore />;
  return <PanesExplore layout={layout} />;
}

function PanesExplore({ layout }: { readonly layout: 'wide' | 'medium' | 'docked' | 'narrow' }) {
  const paneSizes = useExplorer((state) => state.paneSizes);
  const setPaneSize = useExplorer((state) => state.setPaneSize);
  const text = useText().shell;
  const isStrip = layout === 'narrow';
  const stackWidth = isStrip ? STACK_WIDTH.narrow : (paneSizes.stack ?? STACK_WIDTH[layout]);

  return (
    <div className={styles.explore}>
      <div className={styles.stack} style={{ width: stackWidth }}>
        <ErrorBoundary>
          <StackView look={isStrip ? 'strip' : 'slabs'} />
        </ErrorBoundary>
      </div>
      {!isStrip && (
        <Separator
          label={text.resizeStack}
          orientation="vertical"
          size={stackWidth}
          smallest={260}
          largest={720}
          grows="forward"
          onResize={(size) => setPaneSize('stack', size)}
        />
      )}
      <div className={styles.rest}>
        <div className={styles.files}>
          <CentreView />
        </div>
        {(layout === 'docked' || layout === 'narrow') && <InspectorBelow />}
      </div>
      {(layout === 'wide' || layout === 'medium') && <InspectorBeside usual={INSPECTOR_WIDTH[layout]} />}
    </div>
  );
}

function InspectorBelow() {
  const height = useExplorer((state) => state.paneSizes.inspectorBelow) ?? INSPECTOR_HEIGHT;
  const setPaneSize = useExplorer((state) => state.setPaneSize);
  const text = useText().shell;
  return (
    <>
      <Separator
        label={text.resizeInspector}
        orientation="horizontal"
        size={height}
        smallest={80}
        largest={560}
        grows="backward"
        onResize={(size) => setPaneSize('inspectorBelow', size)}
      />
      <div className={styles.below} style={{ height }}>
        <ErrorBoundary>
          <LazyInspector placement="below" />
        </ErrorBoundary>
      </div>
    </>
  );
}

function InspectorBeside({ usual }: { readonly usual: number }) {
  const width = useExplorer((state) => state.paneSizes.inspector) ?? usual;
  const setPaneSize = useExplorer((state) => state.setPaneSize);
  const text = useText().shell;
  return (
    <>
      <Separator
        label={text.resizeInspector}
        orientation="vertical"
        size={width}
        smallest={260}
        largest={720}
        grows="backward"
        onResize={(size) => setPaneSize('inspector', size)}
      />
      <div className={styles.beside} style={{ width }}>
        <ErrorBoundary>
          <LazyInspector placement="beside" />
        </ErrorBoundary>
      </div>
    </>
  );
}
