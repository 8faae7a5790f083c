import { Eye, EyeOff } from 'lucide-react';
import { useEffect } from 'react';
import { useOpenImage, useRangeCounts } from '../../client';
import { Button, EmptyState, IconButton, Pane, PaneHead, Skeleton } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import { Breadcrumb } from './breadcrumb';
import { FilesFooter } from './files-footer';
import { FilterBox } from './filter-box';
import { TreeGrid } from './tree-grid';
import { useOutline } from './use-outline';
import { ViewSwitch } from './view-switch';

/** The merged file system as of the level: where each path comes from, what changed it, and what is gone. */
export function FilesView() {
  const { isReady } = useOpenImage();
  const text = useText().files;
  const tree = useOutline();
  const filter = useExplorer((state) => state.treeFilter);
  const path = useExplorer((state) => state.address.path);
  const selectPath = useExplorer((state) => state.selectPath);
  const { entries, matches } = tree;
  const counts = useRangeCounts();
  const matchWords = matches === null ? null : filter === '' ? text.rangeCount(matches) : text.filterCount(matches);
  const isNews = filter !== '' && !tree.isStale;

  useEffect(() => {
    if (isNews && matchWords !== null) useExplorer.getState().announce(matchWords);
  }, [isNews, matchWords]);

  return (
    <Pane label={text.pane}>
      <PaneHead>
        <Breadcrumb path={path} onPick={selectPath} />
        <LayerToggle />
        <RemovedToggle />
        <FilterBox />
        <ViewSwitch />
      </PaneHead>
      {isReady ? <TreeGrid tree={tree} /> : <NotReady />}
      <FilesFooter
        counts={filter === '' ? counts : undefined}
        summary={matchWords ?? (entries === null ? null : text.entries(entries))}
      />
    </Pane>
  );
}

/** Names that are gone stay in the tree, or do not. */
function RemovedToggle() {
  const text = useText().files;
  const showRemoved = useExplorer((state) => state.showRemoved);
  const setShowRemoved = useExplorer((state) => state.setShowRemoved);
  const Icon = showRemoved ? Eye : EyeOff;
  return (
    <IconButton
      label={text.showRemoved}
      shortcut="R"
      aria-pressed={showRemoved}
      icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}
      onClick={() => setShowRemoved(!showRemoved)}
    />
  );
}

/** While a layer is selected: only what it changed. */
function LayerToggle() {
  const text = useText().files;
  const layer = useExplorer((state) => state.address.layer);
  const onlyLayer = useExplorer((state) => state.onlyLayer);
  const setOnlyLayer = useExplorer((state) => state.setOnlyLayer);
  if (layer === null) return null;
  return (
    <Button
      size="small"
      look={onlyLayer ? 'solid' : 'plain'}
      aria-pressed={onlyLayer}
      onClick={() => setOnlyLayer(!onlyLayer)}
    >
      {text.onlyLayer(layer)}
    </Button>
  );
}

/** While layers are read; and where that came to an end before it was done, for then nothing more will come. */
function NotReady() {
  const { image } = useOpenImage();
  const text = useText().files;
  if (image.index.state === 'cancelled' || image.index.state === 'failed') return <EmptyState title={text.notRead} />;
  return (
    <div style={{ flex: 1, overflow: 'hidden' }} aria-busy>
      <p className="visually-hidden">{text.waiting}</p>
      <Skeleton rows={24} />
    </div>
  );
}
