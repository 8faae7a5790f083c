export const files = {
  pane: 'Merged file system',
};
