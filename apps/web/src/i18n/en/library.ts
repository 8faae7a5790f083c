export const library = {
  title: 'Library',
  firstVisit: 'Open a sample, or drop an image. Nothing leaves this computer.',
};
