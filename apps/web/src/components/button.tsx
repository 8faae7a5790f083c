import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `solid`: the one thing to do here; `plain`: an edged control; `quiet`: no edge until hovered. */
  readonly look?: 'solid' | 'plain' | 'quiet';
  readonly size?: 'normal' | 'small';
  /** Decoration before the word, 13 to 15 px. */
  readonly icon?: ReactNode;
}

export function Button({ look = 'plain', size = 'normal', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classNames(styles.button, styles[look], styles[size], className)} {...rest}>
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** What it does, in words: read out, and shown as a tooltip. */
  readonly label: string;
  /** The key that does the same, for the tooltip. */
  readonly shortcut?: string;
}

export function IconButton({ label, shortcut, icon, className, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Button
      data-screen-only
      aria-label={label}
      data-tip={shortcut === undefined ? label : `${label}  ${shortcut}`}
      look={look}
      className={classNames(styles.iconOnly, className)}
      icon={icon}
      {...rest}
    />
  );
}
