import { Pane, PaneHead, PaneTitle } from '../../components';
import { useText } from '../../i18n';

/** The layers to scale. As a `strip` it is the drilled core alone. */
export function StackView({ look }: { readonly look: 'slabs' | 'strip' }) {
  const text = useText().stack;
  return (
    <Pane label={text.title} data-look={look}>
      <PaneHead>
        <PaneTitle>{text.title}</PaneTitle>
      </PaneHead>
    </Pane>
  );
}
