import { Component, type ReactNode } from 'react';
import { useText } from '../i18n';
import { Button } from './button';
import { ErrorState } from './error-state';

/** Keeps a failing view from taking the page with it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const text = useText().common;
  return (
    <ErrorState
      message={text.broken}
      hint={text.brokenHint}
      action={<Button onClick={() => window.location.reload()}>{text.reload}</Button>}
    />
  );
}
