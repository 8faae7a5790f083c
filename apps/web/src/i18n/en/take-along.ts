/** What can be taken along of a path or a layer. */
export const takeAlong = {
  copy: 'Copy',
  copyMenu: 'Copy of this path',
  path: 'Path',
  digest: 'SHA-256 of its contents',
  link: 'Link to this view',
  fileCommand: 'Command that writes this file',
  folderCommand: 'Command that unpacks this folder',
  copied: 'Copied',
  downloadFolder: 'Download as tar',
  downloadLayer: 'Download as stored',
};
