import { ChangeMark, classNames, markOf, wordOf } from '../../components';
import { type Dictionary, useText } from '../../i18n';
import styles from './event-tag.module.css';
import type { LifeEvent } from './life-line';

/** What the layer did to the selected path, as sign and word. Above the level only outlined. */
export function EventTag({ event, isAbove }: { readonly event: LifeEvent; readonly isAbove: boolean }) {
  const text = useText().common;
  return (
    <span className={classNames(styles.tag, isAbove && styles.above)}>
      <ChangeMark mark={eventMark(event)} size={11} />
      {eventWord(event, text)}
    </span>
  );
}

export function eventMark(event: LifeEvent) {
  return event.kind === 'inside' ? 'inside' : markOf({ change: event.version.change, how: event.version.how });
}

/** The word of a mark where no row stands beside it: of metadata it says that nothing else changed. */
export function eventWord(event: LifeEvent, text: Dictionary['common']): string {
  if (event.kind === 'inside') return text.marks.inside;
  const { change, changed, how } = event.version;
  const attributes = changed.map(({ attribute }) => attribute);
  const word = wordOf({ change, changed: attributes, how }, text);
  return change === 'metadata' && attributes.length > 0 ? text.attributeOnly(word) : word;
}
