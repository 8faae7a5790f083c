import '../src/theme/fonts.css';
import '../src/theme/tokens.css';
import '../src/theme/base.css';
import { createRoot } from 'react-dom/client';
import { loadDictionary, TextProvider } from '../src/i18n';
import { useExplorer } from '../src/state';
import { Gallery } from './gallery';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

// In the language that is asked for, whatever was chosen for the product.
const language = new URLSearchParams(window.location.search).get('lang') === 'zh' ? 'zh' : 'en';
useExplorer.getState().setLanguage(language);
const text = await loadDictionary(language);

createRoot(root).render(
  <TextProvider initial={text}>
    <Gallery />
  </TextProvider>,
);
