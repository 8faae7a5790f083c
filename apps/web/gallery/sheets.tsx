import { bytesToByteString, textToByteString } from '@stratascope/core';
import { FolderTree, Layers, Search } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import {
  Banner,
  Button,
  Bytes,
  ChangeCountBars,
  ChangeMark,
  Chip,
  classNames,
  EmptyState,
  ErrorState,
  hatchClass,
  IconButton,
  ImageName,
  Logo,
  type Mark,
  MenuButton,
  Pane,
  PaneFooter,
  PaneHead,
  PaneTitle,
  PopoverButton,
  ProgressBar,
  Segmented,
  Separator,
  Skeleton,
  Spring,
  Tabs,
  VisibleName,
} from '../src/components';
import { useText } from '../src/i18n';
import styles from './gallery.module.css';

/** A state of a component. What has an id of its own needs another one in each theme. */
interface SheetState {
  readonly name: string;
  /** Takes the whole width. */
  readonly isWide?: true;
  readonly Show: ComponentType<{ readonly scheme: string }>;
}

interface Sheet {
  readonly title: string;
  readonly states: readonly SheetState[];
}

const nothing = () => undefined;
const LONG = `${'a-very-long-name-'.repeat(12)}end.txt`;

/** To add a component: a sheet here. */
export const SHEETS: readonly Sheet[] = [
  {
    title: 'Button',
    states: (['solid', 'plain', 'quiet'] as const).map((look) => ({
      name: look,
      Show: () => {
        const text = useText().common;
        return (
          <>
            <Button look={look}>{text.open}</Button>
            <Button look={look} icon={<Search size={14} aria-hidden />}>
              {text.open}
            </Button>
            <Button look={look} size="small">
              {text.retry}
            </Button>
            <Button look={look} disabled>
              {text.cancel}
            </Button>
            <IconButton look={look} label={text.close} shortcut="Esc" icon={<Search size={14} aria-hidden />} />
            <IconButton look={look} label={text.open} aria-pressed icon={<Layers size={14} aria-hidden />} />
          </>
        );
      },
    })),
  },
  {
    title: 'Menu and popover',
    states: [
      { name: 'menu', Show: Menu },
      {
        name: 'popover',
        Show: () => {
          const text = useText().shell;
          return (
            <PopoverButton surfaceLabel={text.dead} surface={() => <p>{text.deadMeaning}</p>}>
              {text.dead}
            </PopoverButton>
          );
        },
      },
    ],
  },
  {
    title: 'Tabs and segments',
    states: [
      { name: 'tabs', Show: TabsOfTwo },
      { name: 'segments', Show: SegmentsOfTwo },
    ],
  },
  {
    title: 'Layers',
    states: [
      { name: 'base', Show: () => [1, 2, 3].map((layer) => <Chip key={layer} layer={layer} />) },
      { name: 'own', Show: () => [4, 5, 30, 60, 90, 126, 127].map((layer) => <Chip key={layer} layer={layer} />) },
      { name: 'of none', Show: () => <Chip layer={0} /> },
      { name: 'dead', Show: () => <span className={classNames(styles.hatched, hatchClass)} /> },
    ],
  },
  { title: 'Changes', states: [{ name: 'marks', Show: Marks }, ...countStates()] },
  {
    title: 'Sizes',
    states: [
      ...[0, 999, 9999, 10_000, 999_949, 12_345_678, 9_876_543_210].map((bytes) => ({
        name: `${bytes}`,
        Show: () => (
          <>
            <Bytes bytes={bytes} />
            <Bytes bytes={bytes} strong />
          </>
        ),
      })),
      { name: 'not known', Show: () => <Bytes bytes={null} /> },
    ],
  },
  {
    title: 'Names',
    states: [
      ['plain', 'etc/ssl/certs'],
      ['right to left', 'מגדלור-2024.txt'],
      ['reorders', 'invoice\u202efdp.exe'],
      ['control', 'two\nlines\u0007'],
      ['invisible', 'zero\u200bwidth'],
      ['spaces at its ends', ' both '],
    ]
      .map(([name = '', text = '']) => ({ name, Show: () => <VisibleName name={textToByteString(text)} /> }))
      .concat([
        { name: 'not UTF-8', Show: () => <VisibleName name={bytesToByteString(Uint8Array.of(0x63, 0xe9, 0xff))} /> },
        {
          name: 'long',
          Show: () => (
            <span style={{ overflowWrap: 'anywhere' }}>
              <VisibleName name={textToByteString(LONG)} />
            </span>
          ),
        },
        { name: 'of an image', Show: () => <ImageName name="harbour/pilot:1.8.0" /> },
        { name: 'of the program', Show: () => <Logo /> },
      ]),
  },
  {
    title: 'Banner',
    states: (['doubt', 'note'] as const).map((tone) => ({
      name: tone,
      isWide: true,
      Show: () => {
        const text = useText();
        return (
          <Banner tone={tone} isQuiet action={<Button size="small">{text.common.retry}</Button>}>
            {text.common.offline} {text.common.offlineHint}
          </Banner>
        );
      },
    })),
  },
  {
    title: 'Where content would be',
    states: [
      { name: 'on its way', isWide: true, Show: () => <Skeleton rows={4} /> },
      {
        name: 'empty',
        isWide: true,
        Show: () => {
          const text = useText().library;
          return <EmptyState title={text.empty}>{text.firstVisit}</EmptyState>;
        },
      },
      {
        name: 'empty, with something to do',
        isWide: true,
        Show: () => {
          const text = useText().files;
          return <EmptyState title={text.noMatchRemoved} action={<Button size="small">{text.show}</Button>} />;
        },
      },
      {
        name: 'failed',
        isWide: true,
        Show: () => {
          const text = useText().common;
          return <ErrorState message={text.broken} hint={text.brokenHint} action={<Button>{text.reload}</Button>} />;
        },
      },
    ],
  },
  {
    title: 'Progress',
    states: [
      ['begun', [0, 0, 0]],
      ['half', [100, 40, 0]],
      ['done', [100, 300, 50]],
    ].map(([name, done]) => ({
      name: String(name),
      isWide: true,
      Show: () => {
        const text = useText().library;
        const parts = [100, 300, 50].map((total, key) => ({ key, total, done: Number(done?.[key] ?? 0) }));
        return <ProgressBar label={text.readingTitle('harbour/pilot:1')} valueText={String(name)} parts={parts} />;
      },
    })),
  },
  {
    title: 'Panes',
    states: [
      { name: 'pane', isWide: true, Show: OnePane },
      {
        name: 'borders',
        isWide: true,
        Show: () => (
          <div className={styles.box}>
            {(['vertical', 'horizontal'] as const).map((orientation) => (
              <Separator
                key={orientation}
                label={orientation}
                orientation={orientation}
                size={100}
                smallest={40}
                largest={400}
                grows="forward"
                onResize={nothing}
              />
            ))}
          </div>
        ),
      },
    ],
  },
];

function Menu() {
  const text = useText();
  const [chosen, setChosen] = useState('light');
  return (
    <MenuButton
      menuLabel={text.shell.theme}
      entries={[
        { kind: 'heading', id: 'heading', label: text.shell.theme },
        ...(['light', 'dark'] as const).map((id) => ({
          kind: 'item' as const,
          id,
          label: text.shell.themes[id],
          detail: id === 'light' ? 'L' : undefined,
          isChosen: id === chosen,
          onSelect: () => setChosen(id),
        })),
        { kind: 'line', id: 'line' },
        { kind: 'item', id: 'no', label: text.common.cancel, isDisabled: true, onSelect: nothing },
      ]}
    >
      {text.shell.theme}
    </MenuButton>
  );
}

function TabsOfTwo({ scheme }: { readonly scheme: string }) {
  const text = useText().shell;
  const [chosen, setChosen] = useState<'explore' | 'config'>('explore');
  const name = `sheet-${scheme}`;
  return (
    <div>
      <Tabs
        name={name}
        label={text.tabs}
        chosen={chosen}
        onChoose={setChosen}
        tabs={[
          { id: 'explore', label: text.explore },
          { id: 'config', label: text.config },
        ]}
      />
      <div role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-tab-${chosen}`}>
        {text[chosen]}
      </div>
    </div>
  );
}

function SegmentsOfTwo() {
  const text = useText().bytes;
  const [chosen, setChosen] = useState<'tree' | 'bytes'>('tree');
  return (
    <>
      {[false, true].map((iconOnly) => (
        <Segmented
          key={String(iconOnly)}
          label={text.view}
          chosen={chosen}
          onChoose={setChosen}
          segments={[
            { id: 'tree', label: text.tree, icon: <FolderTree size={14} aria-hidden />, iconOnly },
            { id: 'bytes', label: text.bytes, icon: <Layers size={14} aria-hidden />, iconOnly },
          ]}
        />
      ))}
    </>
  );
}

function Marks() {
  const words = useText().common.marks;
  return (Object.keys(words) as Mark[]).map((mark) => (
    <span key={mark} className={styles.state}>
      <ChangeMark mark={mark} /> {words[mark]}
    </span>
  ));
}

function countStates(): readonly SheetState[] {
  return [
    { added: 8917, changed: 142, metadata: 38, removed: 2 },
    { added: 1, changed: 0, metadata: 0, removed: 0 },
    { added: 0, changed: 1_000_000, metadata: 999_999, removed: 12_000 },
  ].map((counts) => ({
    name: `+${counts.added} ~${counts.changed} −${counts.removed}`,
    Show: () => <ChangeCountBars counts={counts} />,
  }));
}

function OnePane({ scheme }: { readonly scheme: string }) {
  const text = useText().stack;
  return (
    <div className={styles.box}>
      <Pane label={`${text.title}, ${scheme}`} style={{ flex: 1 }}>
        <PaneHead>
          <PaneTitle aside={text.summary(9, 4)}>{text.title}</PaneTitle>
          <Spring />
          <Button size="small">{text.levelHere}</Button>
        </PaneHead>
        <Spring />
        <PaneFooter>{text.oneLayer}</PaneFooter>
      </Pane>
    </div>
  );
}
