import { Pane } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { ImageDetails } from './image-details';
import styles from './inspector.module.css';
import { LayerDetails } from './layer-details';
import { PathDetails } from './path-details';

/** What is known of the selection. `below` it is docked under the tree, wide and low; `beside` narrow and high. */
export function InspectorView({ placement }: { readonly placement: 'beside' | 'below' }) {
  const text = useText().inspector;
  const path = useExplorer((state) => state.address.path);
  const layer = useExplorer((state) => state.address.layer);
  return (
    <Pane label={text.pane} data-placement={placement} className={styles.inspector}>
      {/* Selecting a path lets go of the layer, so a layer beside a path was selected after it. */}
      {layer !== null ? <LayerDetails layer={layer} /> : path !== null ? <PathDetails path={path} /> : <ImageDetails />}
    </Pane>
  );
}
