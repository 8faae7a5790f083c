import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './client';
import { loadDictionary, TextProvider } from './i18n';
import { App } from './shell/app';
import { applyTheme } from './shell/use-theme';
import { useExplorer } from './state';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

const { language, theme } = useExplorer.getState();
applyTheme(theme);
const text = await loadDictionary(language);

createRoot(root).render(
  <QueryClientProvider client={createQueryClient()}>
    <TextProvider initial={text}>
      <App />
    </TextProvider>
  </QueryClientProvider>,
);
