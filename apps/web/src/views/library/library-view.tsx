import { EmptyState } from '../../components';
import { useText } from '../../i18n';

/** What is open, and ways to open more. */
export function LibraryView() {
  const text = useText().library;
  return (
    <main>
      <EmptyState title={text.firstVisit} />
    </main>
  );
}
