import { lazy, Suspense } from 'react';

const InspectorView = lazy(async () => ({ default: (await import('../inspector/inspector-view')).InspectorView }));

/** The inspector, in a chunk of its own: stack and tree are drawn before it is there. */
export function LazyInspector({ placement }: { readonly placement: 'beside' | 'below' }) {
  return (
    <Suspense>
      <InspectorView placement={placement} />
    </Suspense>
  );
}
