import { LayoutGrid, ListTree } from 'lucide-react';
import { Segmented, useLayout } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';

/** Tree or picture of bytes. A phone has it in its bottom bar. */
export function ViewSwitch() {
  const text = useText().bytes;
  const layout = useLayout();
  const view = useExplorer((state) => state.address.view);
  const setView = useExplorer((state) => state.setView);
  if (layout === 'phone') return null;
  return (
    <Segmented
      label={text.view}
      chosen={view}
      onChoose={setView}
      segments={[
        { id: 'tree', label: text.tree, icon: <ListTree size={14} strokeWidth={1.75} aria-hidden /> },
        { id: 'bytes', label: text.bytes, icon: <LayoutGrid size={14} strokeWidth={1.75} aria-hidden /> },
      ]}
    />
  );
}
