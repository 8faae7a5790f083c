import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { Button, type ButtonProps } from './button';
import { classNames } from './class-names';
import styles from './menu.module.css';
import popoverStyles from './popover.module.css';
import { usePopover } from './use-popover';

/** A command of a menu; with `isChosen` one of a group of which one holds. */
export interface MenuItem {
  readonly kind: 'item';
  readonly id: string;
  readonly label: ReactNode;
  /** At the right, quiet: a size, a key. */
  readonly detail?: ReactNode;
  readonly isChosen?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

export type MenuEntry =
  | MenuItem
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }
  /** Sets what follows apart. */
  | { readonly kind: 'line'; readonly id: string };

/** A button with a menu under it: arrows move, Enter chooses, Escape and Tab close. */
export function MenuButton({
  entries,
  menuLabel,
  align = 'start',
  ...button
}: Omit<ButtonProps, 'onClick'> & {
  readonly entries: readonly MenuEntry[];
  readonly menuLabel: string;
  readonly align?: 'start' | 'end';
}) {
  const popover = usePopover(align);
  const { isOpen, surface } = popover;

  useEffect(() => {
    if (!isOpen) return;
    const items = itemsOf(surface.current);
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
  }, [isOpen, surface]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = itemsOf(event.currentTarget);
    const at = items.findIndex((item) => item.matches(':focus'));
    const next = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (event.key === 'Tab') popover.close();
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };

  const hasChoices = entries.some((entry) => entry.kind === 'item' && entry.isChosen !== undefined);
  const choose = (item: MenuItem) => {
    popover.close();
    popover.anchor.current?.focus();
    item.onSelect();
  };

  return (
    <>
      <Button
        {...button}
        ref={popover.anchor}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={popover.id}
        onClick={popover.toggle}
      />
      <div
        ref={surface}
        id={popover.id}
        popover="auto"
        role="menu"
        aria-label={menuLabel}
        className={classNames(popoverStyles.surface, styles.menu)}
        onKeyDown={onKeyDown}
      >
        {isOpen &&
          entries.map((entry) => {
            if (entry.kind === 'line') return <hr key={entry.id} className={styles.line} />;
            if (entry.kind === 'heading') {
              return (
                <div
                  key={entry.id}
                  role="presentation"
                  className={classNames(styles.heading, hasChoices && styles.indented)}
                >
                  {entry.label}
                </div>
              );
            }
            return <Item key={entry.id} item={entry} hasCheck={hasChoices} onChoose={() => choose(entry)} />;
          })}
      </div>
    </>
  );
}

function Item({
  item,
  hasCheck,
  onChoose,
}: {
  readonly item: MenuItem;
  /** Some items of the menu have one, so all keep its place. */
  readonly hasCheck: boolean;
  readonly onChoose: () => void;
}) {
  const { label, detail, isChosen, isDisabled } = item;
  return (
    <button
      type="button"
      {...(isChosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': isChosen })}
      disabled={isDisabled}
      tabIndex={-1}
      className={styles.item}
      onClick={onChoose}
    >
      {hasCheck && <span className={styles.check}>{isChosen && <Check size={13} aria-hidden />}</span>}
      <span className={styles.label}>{label}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </button>
  );
}

function itemsOf(menu: HTMLElement | null): readonly HTMLButtonElement[] {
  return menu === null ? [] : Array.from(menu.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'));
}
