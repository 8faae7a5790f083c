import { Pane, PaneHead, PaneTitle } from '../../components';
import { useText } from '../../i18n';

/** What is known of the selection. `below` it is docked under the tree, wide and low; `beside` narrow and high. */
export function InspectorView({ placement }: { readonly placement: 'beside' | 'below' }) {
  const text = useText().inspector;
  return (
    <Pane label={text.pane} data-placement={placement}>
      <PaneHead>
        <PaneTitle>{text.pane}</PaneTitle>
      </PaneHead>
    </Pane>
  );
}
