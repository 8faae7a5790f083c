import { ErrorBoundary, Separator, useLayout } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { FilesView } from '../files/files-view';
import { InspectorView } from '../inspector/inspector-view';
import { StackView } from '../stack/stack-view';
import styles from './explore-view.module.css';

const STACK_WIDTH = { wide: 432, medium: 360, docked: 340, narrow: 40, phone: 40 };
const INSPECTOR_WIDTH = { wide: 372, medium: 340 };
const INSPECTOR_HEIGHT = 206;

/** Stack, merged file system and inspector over one selection, laid out by the width of the window. */
export function ExploreView() {
  const layout = useLayout();
  const paneSizes = useExplorer((state) => state.paneSizes);
  const setPaneSize = useExplorer((state) => state.setPaneSize);
  const text = useText().shell;
  const isBeside = layout === 'wide' || layout === 'medium';
  const isStrip = layout === 'narrow' || layout === 'phone';
  const stackWidth = isStrip ? STACK_WIDTH[layout] : (paneSizes.stack ?? STACK_WIDTH[layout]);
  const inspectorWidth = paneSizes.inspector ?? (isBeside ? INSPECTOR_WIDTH[layout] : 0);
  const inspectorHeight = paneSizes.inspectorBelow ?? INSPECTOR_HEIGHT;

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
          <ErrorBoundary>
            <FilesView />
          </ErrorBoundary>
        </div>
        {!isBeside && (
          <>
            <Separator
              label={text.resizeInspector}
              orientation="horizontal"
              size={inspectorHeight}
              smallest={80}
              largest={560}
              grows="backward"
              onResize={(size) => setPaneSize('inspectorBelow', size)}
            />
            <div className={styles.below} style={{ height: inspectorHeight }}>
              <ErrorBoundary>
                <InspectorView placement="below" />
              </ErrorBoundary>
            </div>
          </>
        )}
      </div>
      {isBeside && (
        <>
          <Separator
            label={text.resizeInspector}
            orientation="vertical"
            size={inspectorWidth}
            smallest={260}
            largest={720}
            grows="backward"
            onResize={(size) => setPaneSize('inspector', size)}
          />
          <div className={styles.beside} style={{ width: inspectorWidth }}>
            <ErrorBoundary>
              <InspectorView placement="beside" />
            </ErrorBoundary>
          </div>
        </>
      )}
    </div>
  );
}
