export const inspector = {
  pane: 'Details',
};
