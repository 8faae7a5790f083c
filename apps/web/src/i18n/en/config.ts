export const config = {
  pane: 'Config',
};
