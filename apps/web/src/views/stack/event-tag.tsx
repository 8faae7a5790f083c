import type { EntryPath } from '@stratascope/core';
import { ChangeMark, classNames, type Mark, markOf, visibleText, wordOf } from '../../components';
import { bytesText, type Dictionary, useText } from '../../i18n';
import styles from './event-tag.module.css';
import type { LifeEvent } from './life-line';

/** What the layer did to the selected path, as sign and word. Above the level only outlined. */
export function EventTag({ event, isAbove }: { readonly event: LifeEvent; readonly isAbove: boolean }) {
  const text = useText();
  const mark = eventMark(event);
  return (
    <span
      className={classNames(styles.tag, isAbove && styles.outlined, mark === 'unknown' && styles.unknown)}
      data-tip={event.kind === 'names' ? namesText(event.names) : undefined}
    >
      <ChangeMark mark={mark} size={11} />
      {eventWord(event, text)}
    </span>
  );
}

/** Other names of the selected file that the layer brought, beside what it did to the path itself. */
export function NamesTag({ names }: { readonly names: readonly EntryPath[] }) {
  const text = useText().stack;
  return (
    <span className={classNames(styles.tag, styles.outlined)} data-tip={namesText(names)}>
      <ChangeMark mark="linked" size={11} />
      {text.otherNames(names.length)}
    </span>
  );
}

/** Bytes of the layer that the version looked at buried: the other end of its pointer. */
export function BurialTag({ bytes, by }: { readonly bytes: number; readonly by: number }) {
  const text = useText().stack;
  return (
    <span className={classNames(styles.tag, styles.buried)}>
      <ChangeMark mark="removed" size={10} />
      {text.died(bytesText(bytes), by)}
    </span>
  );
}

export function eventMark(event: LifeEvent): Mark {
  switch (event.kind) {
    case 'version':
      return event.isInside ? 'inside' : markOf({ change: event.version.change, how: event.version.how });
    case 'inside':
      return 'inside';
    case 'names':
      return 'linked';
    case 'unknown':
      return 'unknown';
  }
}

/** The word of a mark where no row stands beside it: of metadata it says that nothing else changed. */
export function eventWord(event: LifeEvent, text: Dictionary): string {
  if (event.kind === 'names') return text.stack.otherNames(event.names.length);
  if (event.kind !== 'version') return text.common.marks[event.kind];
  if (event.isInside) return text.common.marks.inside;
  const { change, changed, how } = event.version;
  const attributes = changed.map(({ attribute }) => attribute);
  const word = wordOf({ change, changed: attributes, how }, text.common);
  return change === 'metadata' && attributes.length > 0 ? text.common.attributeOnly(word) : word;
}

const namesText = (names: readonly EntryPath[]) => names.map(visibleText).join('\n');
