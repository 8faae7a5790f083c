import { Layers, LayoutGrid, ListTree, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './bottom-bar.module.css';

/** On a phone: one view at a time, chosen under the thumb. */
export function BottomBar() {
  const tab = useExplorer((state) => state.address.tab);
  const setTab = useExplorer((state) => state.setTab);
  const pane = useExplorer((state) => state.narrowPane);
  const setPane = useExplorer((state) => state.setNarrowPane);
  const view = useExplorer((state) => state.address.view);
  const setView = useExplorer((state) => state.setView);
  const { shell: text, bytes } = useText();
  const show = (wanted: 'stack' | 'files') => {
    setTab('explore');
    setPane(wanted);
  };

  return (
    <nav data-screen-only className={styles.bar} aria-label={text.panes}>
      <Item
        icon={<Layers size={18} aria-hidden />}
        label={text.stackPane}
        isChosen={tab === 'explore' && pane === 'stack'}
        onChoose={() => show('stack')}
      />
      <Item
        icon={<ListTree size={18} aria-hidden />}
        label={text.filesPane}
        isChosen={tab === 'explore' && pane !== 'stack' && view === 'tree'}
        onChoose={() => {
          show('files');
          setView('tree');
        }}
      />
      <Item
        icon={<LayoutGrid size={18} aria-hidden />}
        label={bytes.bytes}
        isChosen={tab === 'explore' && pane !== 'stack' && view === 'bytes'}
        onChoose={() => {
          show('files');
          setView('bytes');
        }}
      />
      <Item
        icon={<Settings2 size={18} aria-hidden />}
        label={text.config}
        isChosen={tab === 'config'}
        onChoose={() => setTab('config')}
      />
    </nav>
  );
}

function Item({
  icon,
  label,
  isChosen,
  onChoose,
}: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      aria-current={isChosen ? 'page' : undefined}
      className={classNames(styles.item, isChosen && styles.chosen)}
      onClick={onChoose}
    >
      {icon}
      {label}
    </button>
  );
}
