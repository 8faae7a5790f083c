import type { Page } from '@playwright/test';
import { SAMPLE } from '../../sample';
import type { GalleryEntry } from '../gallery-entry';
import { STATE } from '../state-images';

/** The states that each part of the page can be in; the library's first, then those of an image. */
export const STATES: readonly GalleryEntry[] = [
  {
    id: 'first-visit',
    title: 'First visit',
    shelf: 'samples',
    image: null,
    says: {
      en: 'Open a sample, or drop an image. Nothing leaves this computer.',
      zh: '打开一个示例，或拖入镜像。数据不会离开本机。',
    },
  },
  {
    id: 'drop-hover',
    title: 'A file is held over the page',
    shelf: 'samples',
    image: null,
    byHand: 'Drag a file over the page.',
    act: dragFileOver,
    says: { en: 'Drop to open', zh: '松开即可打开' },
  },
  {
    id: 'empty-store',
    title: 'No image is open',
    shelf: 'none',
    image: null,
    says: { en: 'No images here yet.', zh: '这里还没有镜像。' },
  },
  {
    id: 'no-name-fits',
    title: 'A filter that no image fits',
    shelf: 'samples',
    image: null,
    byHand: 'Type “xyz” into the filter of the library.',
    act: (page) => page.getByRole('searchbox').fill('xyz'),
    says: { en: 'No image is called that.', zh: '没有这个名称的镜像。' },
  },
  {
    id: 'not-an-image',
    title: 'What is no image, an artifact, and images with problems',
    shelf: 'states',
    image: null,
    byHand: 'Scroll to the cards.',
    act: (page) => page.getByText('picture.tar').last().scrollIntoViewIfNeeded(),
    says: { en: /PNG picture/, zh: /PNG/ },
  },
  {
    id: 'wrong-path',
    title: 'A path that cannot be opened',
    shelf: 'samples',
    image: null,
    byHand: 'Open “/no/such/file.tar” by its path.',
    act: async (page) => {
      await page.getByRole('textbox', { name: /^(Open by path|按路径打开)$/ }).fill('/no/such/file.tar');
      await page.keyboard.press('Enter');
    },
    says: { en: /file\.tar.*(not|no) /, zh: /file\.tar.*[\u4e00-\u9fff]/ },
  },
  {
    id: 'unknown-image',
    title: 'A link to an image that is not open',
    shelf: 'samples',
    image: `sha256:${'0'.repeat(64)}`,
    says: { en: 'This image is not open here.', zh: '此处没有打开这个镜像。' },
  },
  {
    id: 'indexing',
    title: 'An image that is being read',
    shelf: 'slow',
    image: STATE.slow,
    byHand: 'Press “Read on” where it was stopped.',
    act: async (page) => {
      const readOn = button(page, 'Read on', '继续读取');
      await readOn
        .or(button(page, 'Stop', '停止'))
        .first()
        .waitFor();
      if (await readOn.isVisible()) await readOn.click();
    },
    leave: async (page) => {
      const stop = button(page, 'Stop', '停止');
      if (await stop.isVisible()) await stop.click();
    },
    says: { en: /Reading layer \d+ of 8/, zh: /正在读取第 \d+ 层/ },
  },
  {
    id: 'cancelled',
    title: 'An image whose reading was stopped',
    shelf: 'slow',
    image: STATE.stopped,
    says: { en: /^Stopped\./, zh: /^已停止。/ },
  },
  {
    id: 'partial',
    title: 'A layer that ends early',
    shelf: 'states',
    image: STATE.partial,
    query: '?layer=2',
    says: { en: /Layer 2/, zh: /第 2 层/ },
  },
  {
    id: 'digest-differs',
    title: 'A layer that is not what its digest promises',
    shelf: 'states',
    image: STATE.digest,
    query: '?layer=3',
    says: { en: /do not trust this image/i, zh: /摘要/ },
  },
  {
    id: 'unknown-compression',
    title: 'A layer of a compression that cannot be read',
    shelf: 'states',
    image: STATE.compression,
    query: '?layer=2',
    says: { en: /compressed with bzip2, which cannot be read/, zh: /bzip2/ },
  },
  {
    id: 'connection-lost',
    title: 'The server is gone',
    shelf: 'samples',
    image: SAMPLE,
    query: '?path=/app/entrypoint.sh',
    byHand: 'Stop the server.',
    act: async (page) => {
      await page.route('**/api/v1/events?*', (route) => route.abort());
      await page.reload();
    },
    says: { en: /No connection/, zh: /无法连接/ },
  },
  {
    id: 'empty-folder',
    title: 'An empty folder',
    shelf: 'states',
    image: STATE.plain,
    query: '?path=/srv/empty&at=2',
    byHand: 'Open the folder with the right arrow.',
    act: async (page) => {
      await page.locator('[aria-selected=true][role=row]').click();
      await page.keyboard.press('ArrowRight');
    },
    says: { en: 'This folder is empty as of layer 2.', zh: '截至第 2 层，此文件夹为空。' },
  },
  {
    id: 'empty-root',
    title: 'Level 0, below the base',
    shelf: 'states',
    image: STATE.plain,
    query: '?at=0',
    says: { en: 'The empty root: no layer is applied yet.', zh: '空的根目录：尚未应用任何层。' },
  },
  {
    id: 'no-match',
    title: 'A filter that matches nothing, removed names hidden',
    shelf: 'states',
    image: STATE.plain,
    byHand: 'Press R, then / and type “marker”.',
    act: async (page) => {
      await page.getByRole('treegrid').getByRole('row').nth(1).waitFor();
      await page.keyboard.press('r');
      await page.keyboard.press('/');
      await page.keyboard.type('no-such-marker');
    },
    says: {
      en: 'Nothing matches. Removed names are hidden: show them?',
      zh: '没有匹配项。已移除的名称未显示，要显示吗？',
    },
  },
  {
    id: 'path-gone',
    title: 'A path that is gone',
    shelf: 'states',
    image: STATE.plain,
    query: '?path=/srv/marker',
    says: { en: 'Not there as of layer 3. Removed in 3; last seen from layer 2.', zh: /截至第 3 层已不存在。/ },
  },
  {
    id: 'path-unknown',
    title: 'A path that no layer has',
    shelf: 'states',
    image: STATE.plain,
    query: '?path=/no/such/path',
    says: { en: 'No layer of this image has this path.', zh: '此镜像的任何层都没有该路径。' },
  },
  {
    id: 'link-broken',
    title: 'A link to nothing',
    shelf: 'states',
    image: STATE.plain,
    query: '?path=/srv/editor',
    says: {
      en: /The link points to .*, which no layer has\./,
      zh: /链接指向 .*，但没有任何层包含它。/,
    },
  },
  {
    id: 'nothing-dead',
    title: 'No dead bytes',
    shelf: 'states',
    image: STATE.plain,
    query: '?view=bytes',
    byHand: 'Choose “dead”.',
    act: async (page) => {
      await page.getByRole('button', { name: /^(Show|显示)[:：]/ }).click();
      await page.getByRole('menuitemradio', { name: /^(dead|失效)$/ }).click();
    },
    says: {
      en: 'No dead bytes: every byte that ships can be seen.',
      zh: '没有失效字节：传输的每个字节都可见。',
    },
  },
  {
    id: 'stale-link',
    title: 'A link that names a layer too many',
    shelf: 'samples',
    image: SAMPLE,
    query: '?at=40',
    says: {
      en: 'This link names a layer the image does not have. Showing the top.',
      zh: '链接中的层不存在，已显示最上层。',
    },
  },
];

const button = (page: Page, english: string, chinese: string) =>
  page.getByRole('button', { name: new RegExp(`^(${english}|${chinese})$`) });

/** As a browser tells of a file that is dragged in from outside. */
async function dragFileOver(page: Page): Promise<void> {
  await page.getByRole('main').evaluate((main) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'image.tar'));
    for (const type of ['dragenter', 'dragover']) {
      main.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
}
