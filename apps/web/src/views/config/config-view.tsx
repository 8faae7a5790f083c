import { Pane } from '../../components';
import { useText } from '../../i18n';

/** What the image's config says. */
export function ConfigView() {
  const text = useText().config;
  return <Pane label={text.pane} />;
}
