import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../components';
import { formatCount, useText } from '../../i18n';
import styles from './contents.module.css';
import { parseOffset } from './parse-offset';

/** Which part of a large file is shown, and ways to the others: by a step, or to an offset. */
export function HexParts({
  start,
  end,
  size,
  onGo,
}: {
  readonly start: number;
  readonly end: number;
  readonly size: number;
  /** To the part that has this byte, and to its row. */
  readonly onGo: (offset: number) => void;
}) {
  const text = useText().contents;
  const [typed, setTyped] = useState('');
  const offset = parseOffset(typed, size);
  return (
    <form
      className={styles.tools}
      onSubmit={(event) => {
        event.preventDefault();
        if (offset !== null) onGo(offset);
      }}
    >
      <IconButton
        label={text.partBefore}
        size="small"
        icon={<ChevronLeft size={13} aria-hidden />}
        disabled={start === 0}
        onClick={() => onGo(start - 1)}
      />
      <IconButton
        label={text.partAfter}
        size="small"
        icon={<ChevronRight size={13} aria-hidden />}
        disabled={end === size}
        onClick={() => onGo(end)}
      />
      <span className={styles.quiet}>{text.bytesOf(formatCount(start), formatCount(end - 1), formatCount(size))}</span>
      <span className={styles.spring} />
      <input
        className={styles.offsetInput}
        aria-label={text.offset}
        placeholder="0x1f40"
        value={typed}
        aria-invalid={typed !== '' && offset === null}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button size="small" type="submit" disabled={offset === null}>
        {text.goToOffset}
      </Button>
    </form>
  );
}
