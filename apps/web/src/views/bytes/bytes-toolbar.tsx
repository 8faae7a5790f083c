import type { EntryPath } from '@stratascope/core';
import { ROOT } from '@stratascope/core';
import { ChevronDown, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { useOpenImage } from '../../client';
import { IconButton, MenuButton, type MenuEntry, Segmented } from '../../components';
import { useText } from '../../i18n';
import { useExplorer } from '../../state';
import styles from './bytes-toolbar.module.css';
import { goOutside } from './use-stage-keys';

/** How the picture is drawn, of which bytes, and which folder it is of. `into`: a folder that is selected in it. */
export function BytesToolbar({ folder, into }: { readonly folder: EntryPath; readonly into: EntryPath | null }) {
  const text = useText().bytes;
  const { from } = useOpenImage();
  const look = useExplorer((state) => state.bytesLook);
  const { setBytesLook, goInside } = useExplorer.getState();
  const colours = { ...text.colours, change: from > 0 ? text.colourChangeInRange : text.colours.change };

  return (
    <div className={styles.tools}>
      <Segmented
        label={text.shape}
        chosen={look.shape}
        onChoose={(shape) => setBytesLook({ shape })}
        segments={[
          { id: 'treemap', label: text.treemap },
          { id: 'icicle', label: text.icicle },
        ]}
      />
      <Choice label={text.colourBy} words={colours} chosen={look.by} onChoose={(by) => setBytesLook({ by })} />
      <Choice label={text.show} words={text.shown} chosen={look.show} onChoose={(show) => setBytesLook({ show })} />
      <Choice
        label={text.measure}
        words={text.measures}
        chosen={look.measure}
        onChoose={(measure) => setBytesLook({ measure })}
      />
      <span className={styles.icons}>
        <IconButton
          label={text.goIn}
          shortcut="Enter"
          icon={<ZoomIn size={14} strokeWidth={1.75} aria-hidden />}
          disabled={into === null}
          onClick={() => goInside(into)}
        />
        <IconButton
          label={text.goOut}
          shortcut="Backspace"
          icon={<ZoomOut size={14} strokeWidth={1.75} aria-hidden />}
          disabled={folder === ROOT}
          onClick={() => goOutside(folder)}
        />
        <IconButton
          label={text.asTable}
          aria-pressed={look.isTable}
          icon={<Table2 size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setBytesLook({ isTable: !look.isTable })}
        />
      </span>
    </div>
  );
}

function Choice<Id extends string>({
  label,
  words,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly words: Readonly<Record<Id, string>>;
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  const entries = (Object.keys(words) as Id[]).map(
    (id): MenuEntry => ({
      kind: 'item',
      id,
      label: words[id],
      isChosen: id === chosen,
      onSelect: () => onChoose(id),
    }),
  );
  return (
    <MenuButton
      look="quiet"
      size="small"
      entries={entries}
      menuLabel={label}
      aria-label={`${label}: ${words[chosen]}`}
      className={styles.choice}
    >
      {words[chosen]}
      <ChevronDown size={13} strokeWidth={1.75} aria-hidden />
    </MenuButton>
  );
}
