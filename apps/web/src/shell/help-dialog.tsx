import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../components';
import { useText } from '../i18n';
import { useExplorer } from '../state';
import styles from './help-dialog.module.css';

/** The keys, and the switch that lets single letters rest. */
export function HelpDialog() {
  const isOpen = useExplorer((state) => state.isHelpOpen);
  const setOpen = useExplorer((state) => state.setHelpOpen);
  const singleKeys = useExplorer((state) => state.singleKeys);
  const setSingleKeys = useExplorer((state) => state.setSingleKeys);
  const text = useText();
  const words = text.shell.keys;
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (isOpen && dialog.current?.open === false) dialog.current.showModal();
    if (!isOpen && dialog.current?.open === true) dialog.current.close();
  }, [isOpen]);

  const rows: readonly (readonly [keys: string, does: string])[] = [
    ['Ctrl K', words.search],
    ['F6, Shift F6', words.nextPane],
    ['1 2 3', words.panes],
    ['[ ]', words.level],
    ['{ }', words.lower],
    ['P', words.play],
    ['↑ ↓ PgUp PgDn', words.move],
    ['← →', words.openClose],
    ['Enter', words.follow],
    ['Backspace', words.up],
    ['*', words.openAll],
    ["' A B C", words.jump],
    [', .', words.version],
    ['C D H', words.fileViews],
    ['U', words.lineEnds],
    ['/', words.filter],
    ['R', words.removed],
    ['T B', words.view],
    ['← ↑ → ↓ Enter Backspace', words.picture],
    ['Y', words.copyLink],
    ['?', words.help],
    ['Esc', words.escape],
  ];

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by itself
    <dialog
      ref={dialog}
      aria-label={words.title}
      className={styles.dialog}
      onClose={() => setOpen(false)}
      onClick={(event) => {
        if (event.target === dialog.current) setOpen(false);
      }}
    >
      <div className={styles.body}>
        <header className={styles.head}>
          <h2>{words.title}</h2>
          <IconButton label={text.common.close} icon={<X size={15} aria-hidden />} onClick={() => setOpen(false)} />
        </header>
        <dl className={styles.keys}>
          {rows.map(([keys, does]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className={styles.switch}>
          <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
          {words.singleKeys}
        </label>
      </div>
    </dialog>
  );
}
