import type { CSSProperties, ReactNode } from 'react';
import { formatAddress, LIBRARY, useExplorer } from '../../state';

/** A real link to an image, so that it opens in a new tab too. */
export function ImageLink({
  image,
  className,
  style,
  tip,
  isDecoration = false,
  children,
}: {
  readonly image: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  readonly tip?: string;
  /** Beside another link to the same image: not a stop of its own. */
  readonly isDecoration?: boolean;
  readonly children: ReactNode;
}) {
  const openImage = useExplorer((state) => state.openImage);
  return (
    <a
      href={formatAddress({ ...LIBRARY, image })}
      className={className}
      style={style}
      data-tip={tip}
      tabIndex={isDecoration ? -1 : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        openImage(image);
      }}
    >
      {children}
    </a>
  );
}
