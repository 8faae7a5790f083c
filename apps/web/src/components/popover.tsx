import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';
import { classNames } from './class-names';
import styles from './popover.module.css';
import { usePopover } from './use-popover';

/** A button that opens a small surface with whatever it is given; for a list of commands see {@link MenuButton}. */
export function PopoverButton({
  align = 'start',
  surfaceLabel,
  surface,
  surfaceClassName,
  ...button
}: Omit<ButtonProps, 'onClick'> & {
  readonly align?: 'start' | 'end';
  readonly surfaceLabel: string;
  readonly surface: (close: () => void) => ReactNode;
  readonly surfaceClassName?: string | undefined;
}) {
  const popover = usePopover(align);
  return (
    <>
      <Button
        {...button}
        ref={popover.anchor}
        aria-haspopup="dialog"
        aria-expanded={popover.isOpen}
        aria-controls={popover.id}
        onClick={popover.toggle}
      />
      <div
        ref={popover.surface}
        id={popover.id}
        popover="auto"
        role="dialog"
        aria-label={surfaceLabel}
        className={classNames(styles.surface, styles.padded, surfaceClassName)}
      >
        {popover.isOpen && surface(popover.close)}
      </div>
    </>
  );
}
