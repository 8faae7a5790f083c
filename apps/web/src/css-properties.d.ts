import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties, so that a component can hand numbers to its style sheet. */
    readonly [name: `--${string}`]: string | number | undefined;
  }
}
