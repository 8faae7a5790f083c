import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createQueryClient, imageOptions } from './client';
import { loadDictionary, TextProvider } from './i18n';
import { App } from './shell/app';
import { applyTheme } from './shell/use-theme';
import { useExplorer } from './state';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

const { language, theme, address } = useExplorer.getState();
applyTheme(theme);
const queryClient = createQueryClient();
// While the scripts of the page are on their way.
if (address.image !== null) void queryClient.prefetchQuery(imageOptions(address.image, address.platform, language));
const text = await loadDictionary(language);

createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <TextProvider initial={text}>
      <App />
    </TextProvider>
  </QueryClientProvider>,
);
