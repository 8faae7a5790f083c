/**
 * @typedef {object} Room A part of the house, and what it may import.
 * @property {string} name
 * @property {string} folder Relative to the checkout; a file belongs to the room with the longest folder.
 * @property {readonly string[]} rooms Rooms that it may import by relative paths, besides itself.
 * @property {readonly string[]} packages Packages and doors that it may import; `node:` stands for all of Node's.
 * @property {readonly string[]} [files] Single files outside of all rooms that it may import.
 * @property {string} why Told to whoever crosses the line.
 */

const pure = 'packages/core/src/pure';
const node = 'packages/core/src/node';
const engineRooms = ['model', 'image', 'tar', 'layer-index', 'tree', 'ledger', 'query', 'facts', 'store'];
const runsAnywhere = 'The engine runs in a browser too: no Node, no DOM, no packages.';

/**
 * The arrows of import (docs/architecture.md): what each room may use. All else is a violation.
 *
 * @type {readonly Room[]}
 */
export const rooms = [
  {
    name: 'model',
    folder: `${pure}/model`,
    rooms: [],
    packages: [],
    why: 'The model is what all others speak about; it imports nothing, so that nothing can go round.',
  },
  { name: 'image', folder: `${pure}/image`, rooms: ['model'], packages: [], why: runsAnywhere },
  {
    name: 'tar',
    folder: `${pure}/tar`,
    rooms: ['model'],
    packages: [],
    why: 'A tar reader knows entries, not layers.',
  },
  {
    name: 'layer-index',
    folder: `${pure}/layer-index`,
    rooms: ['model', 'tar'],
    packages: [],
    why: 'One layer is indexed without knowing what lies above or below it.',
  },
  {
    name: 'tree',
    folder: `${pure}/tree`,
    rooms: ['model', 'layer-index', 'ledger'],
    packages: [],
    why: 'The merge is made of layer indexes; formats and images are read before it.',
  },
  {
    name: 'ledger',
    folder: `${pure}/ledger`,
    rooms: ['model', 'layer-index', 'tree'],
    packages: [],
    why: 'The ledger counts what the merge found.',
  },
  {
    name: 'query',
    folder: `${pure}/query`,
    rooms: ['model', 'layer-index', 'tree', 'ledger'],
    packages: [],
    why: 'A query asks the tree; it does not read images.',
  },
  {
    name: 'facts',
    folder: `${pure}/facts`,
    rooms: ['model', 'tree'],
    packages: [],
    why: 'What files of the image tell is read of the merged tree, and of bytes that someone else gets.',
  },
  {
    name: 'store',
    folder: `${pure}/store`,
    rooms: ['model', 'image'],
    packages: [],
    why: 'A store knows nothing of tar entries, merging or HTTP.',
  },
  {
    name: 'the door of the engine',
    folder: pure,
    rooms: engineRooms,
    packages: [],
    why: runsAnywhere,
  },
  {
    name: 'node',
    folder: node,
    rooms: [],
    packages: ['node:', '@stratascope/core', 'fzstd', 'xz-decompress'],
    why: 'The Node half enters the engine by its public door, so that the door is all there is to know.',
  },
  {
    name: 'testing',
    folder: 'packages/core/src/testing',
    rooms: [...engineRooms, 'node'],
    packages: ['node:', '@stratascope/core', '@stratascope/core/node', 'tar-stream', 'fzstd', 'fast-check', 'vite'],
    why: 'Recipes are written in the words of the engine and stand on nothing above it.',
  },
  {
    name: 'protocol',
    folder: 'packages/protocol/src',
    rooms: [],
    packages: ['zod', 'zod/mini'],
    why: 'Page and API meet here; it belongs to neither.',
  },
  {
    name: 'api',
    folder: 'apps/api/src',
    rooms: [],
    packages: [
      'node:',
      '@stratascope/core',
      '@stratascope/core/node',
      '@stratascope/protocol',
      'compression',
      'express',
      'helmet',
      'zod',
    ],
    why: 'The API parses, calls the engine and replies; it knows neither page nor command line.',
  },
  {
    name: 'web',
    folder: 'apps/web/src',
    rooms: [],
    packages: [
      '@stratascope/core',
      '@stratascope/protocol/client',
      '@fontsource-variable/',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'd3-array',
      'd3-hierarchy',
      'diff',
      'highlight.js/lib/core',
      'highlight.js/lib/languages/',
      'd3-scale',
      'lucide-react',
      'react',
      'react-dom',
      'react-dom/client',
      'zod/mini',
      'zustand',
      'zustand/',
    ],
    why: 'The page runs in a browser: no Node, no server code; it meets the API in the protocol.',
  },
  {
    name: 'gallery',
    folder: 'apps/web/gallery',
    rooms: ['web'],
    packages: ['@stratascope/core', '@vitejs/plugin-react', 'lucide-react', 'react', 'react-dom/client', 'vite'],
    why: 'The gallery shows the components of the page, and nothing of the page knows it.',
  },
  {
    name: 'cli',
    folder: 'apps/cli/src',
    rooms: [],
    files: ['apps/cli/package.json'],
    packages: ['node:', '@stratascope/api', '@stratascope/core', '@stratascope/core/node'],
    why: 'The command line composes core and API.',
  },
  {
    name: 'fixtures',
    folder: 'fixtures/src',
    rooms: [],
    packages: ['node:', '@stratascope/core', '@stratascope/core/testing'],
    why: 'Samples are written by the recipes that the tests use.',
  },
  {
    name: 'bench',
    folder: 'bench/src',
    rooms: [],
    packages: ['node:', '@stratascope/core', '@stratascope/core/node', 'tar-stream', '@playwright/test'],
    why: 'Benchmarks measure what is shipped, by the doors that the product uses.',
  },
  {
    name: 'e2e',
    folder: 'e2e',
    rooms: [],
    packages: ['node:', '@playwright/test', '@axe-core/playwright', '@stratascope/core/testing', 'vitest/config'],
    why: 'The end-to-end tests drive the built product, and nothing of its source.',
  },
];

/** What tests and their helpers may import wherever they stand, besides what their room may. */
export const testPackages = [
  'vitest',
  'fast-check',
  'node:',
  'tar-stream',
  'fzstd',
  '@stratascope/core/testing',
  '@stratascope/core',
];
