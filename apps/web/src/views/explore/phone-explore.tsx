import { splitPath } from '@stratascope/core';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useLife, useOpenImage } from '../../client';
import { ChangeMark, Chip, ErrorBoundary, IconButton, Spring, VisibleName } from '../../components';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { eventMark, eventWord } from '../stack/event-tag';
import { LevelStepper, PlayButton } from '../stack/level-stepper';
import { lifeEvents } from '../stack/life-line';
import { shortenInstruction } from '../stack/shorten-instruction';
import { StackView } from '../stack/stack-view';
import { CentreView } from './centre-view';
import { LazyInspector } from './lazy-inspector';
import styles from './phone-explore.module.css';

/** One column: the stack, or core strip and files with a sheet for the selection, which opens to the whole screen. */
export function PhoneExplore() {
  const pane = useExplorer((state) => state.narrowPane);
  const path = useExplorer((state) => state.address.path);
  const layer = useExplorer((state) => state.address.layer);
  const hasSelection = path !== null || layer !== null;

  if (pane === 'stack') {
    return (
      <div className={styles.column}>
        <ErrorBoundary>
          <StackView look="slabs" />
        </ErrorBoundary>
        {hasSelection && <SelectionSheet isOpen={false} />}
      </div>
    );
  }
  if (pane === 'inspector' && hasSelection) {
    return (
      <div className={styles.column}>
        <SelectionSheet isOpen />
        <ErrorBoundary>
          <LazyInspector placement="beside" />
        </ErrorBoundary>
      </div>
    );
  }
  return (
    <div className={styles.column}>
      <div className={styles.level}>
        <Spring />
        <LevelStepper />
        <PlayButton />
      </div>
      <div className={styles.files}>
        <div className={styles.strip}>
          <ErrorBoundary>
            <StackView look="strip" />
          </ErrorBoundary>
        </div>
        <CentreView />
      </div>
      {hasSelection && <SelectionSheet isOpen={false} />}
    </div>
  );
}

/** The selection in two lines, and the button that opens or closes what is known of it. */
function SelectionSheet({ isOpen }: { readonly isOpen: boolean }) {
  const setPane = useExplorer((state) => state.setNarrowPane);
  const layer = useExplorer((state) => state.address.layer);
  const text = useText().shell;
  return (
    <div className={isOpen ? styles.sheetOpen : styles.sheet}>
      <div className={styles.lines}>
        {layer === null ? <PathLines isNamed={!isOpen} /> : <LayerLines layer={layer} isNamed={!isOpen} />}
      </div>
      <IconButton
        look="plain"
        label={isOpen ? text.closeDetails : text.openDetails}
        icon={isOpen ? <ChevronDown size={17} aria-hidden /> : <ChevronUp size={17} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setPane(isOpen ? 'files' : 'inspector')}
      />
    </div>
  );
}

/** `isNamed`: with its name, which the details say themselves. */
function PathLines({ isNamed }: { readonly isNamed: boolean }) {
  const path = useExplorer((state) => state.address.path);
  const { level } = useOpenImage();
  const { data: life } = useLife(path);
  const text = useText();
  if (path === null) return null;
  const event = life && lifeEvents(life).findLast(({ layer }) => layer <= level);
  return (
    <>
      {isNamed && (
        <p className={styles.name}>
          <VisibleName name={splitPath(path).name} />
        </p>
      )}
      {life !== undefined && (
        <p className={styles.facts}>
          {event !== undefined && (
            <>
              <ChangeMark mark={eventMark(event)} /> {eventWord(event, text)} <Chip layer={event.layer} />
            </>
          )}
          <span>{text.shell.versions(life.versions.length)}</span>
          {life.deadBytes > 0 && <span className={styles.dead}>{text.stack.dead(bytesText(life.deadBytes))}</span>}
        </p>
      )}
    </>
  );
}

function LayerLines({ layer, isNamed }: { readonly layer: number; readonly isNamed: boolean }) {
  const { image } = useOpenImage();
  const text = useText();
  const step = image.steps.find((one) => one.layer === layer);
  const { word, text: instruction } = shortenInstruction(step?.createdBy ?? '');
  const dead = image.layers[layer - 1]?.dead ?? 0;
  const content = image.layers[layer - 1]?.content ?? null;
  return (
    <>
      {isNamed && (
        <p className={styles.name}>
          {word !== null && <b>{word} </b>}
          {instruction || text.stack.noInstruction}
        </p>
      )}
      <p className={styles.facts}>
        <Chip layer={layer} />
        {content !== null && <span>{bytesText(content)}</span>}
        {dead > 0 && <span className={styles.dead}>{text.stack.dead(bytesText(dead))}</span>}
      </p>
    </>
  );
}
