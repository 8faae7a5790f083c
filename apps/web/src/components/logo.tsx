/** Three strata; the top one is what is seen. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 4 28 10 16 16 4 10Z" fill="currentColor" />
      <path
        d="M16 4 28 10 16 16 4 10ZM4 16 16 22 28 16M4 22 16 28 28 22"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
