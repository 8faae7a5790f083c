import { Pane, PaneHead, PaneTitle } from '../../components';
import { useText } from '../../i18n';

/** The merged file system as a tree. */
export function FilesView() {
  const text = useText().files;
  return (
    <Pane label={text.pane}>
      <PaneHead>
        <PaneTitle>{text.pane}</PaneTitle>
      </PaneHead>
    </Pane>
  );
}
