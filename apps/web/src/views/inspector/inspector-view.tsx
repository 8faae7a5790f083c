import { lazy, Suspense, useEffect } from 'react';
import { Pane, useRest } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { ImageDetails } from './image-details';
import styles from './inspector.module.css';

// The first screen has the image's own details; the others come while nothing else is to be done.
const loadLayer = () => import('./layer-details');
const loadPath = () => import('./path-details');
const LayerDetails = lazy(async () => ({ default: (await loadLayer()).LayerDetails }));
const PathDetails = lazy(async () => ({ default: (await loadPath()).PathDetails }));

/** What is known of the selection. `below` it is docked under the tree, wide and low; `beside` narrow and high. */
export function InspectorView({ placement }: { readonly placement: 'beside' | 'below' }) {
  const text = useText().inspector;
  const path = useExplorer((state) => state.address.path);
  const layer = useExplorer((state) => state.address.layer);
  const isResting = useRest();
  useEffect(() => {
    if (isResting) void Promise.all([loadLayer(), loadPath()]).catch(() => undefined);
  }, [isResting]);
  return (
    <Pane label={text.pane} data-placement={placement} className={styles.inspector}>
      {/* Selecting a path lets go of the layer, so a layer beside a path was selected after it. */}
      <Suspense>
        {layer !== null ? (
          <LayerDetails layer={layer} />
        ) : path !== null ? (
          <PathDetails path={path} />
        ) : (
          <ImageDetails />
        )}
      </Suspense>
    </Pane>
  );
}
