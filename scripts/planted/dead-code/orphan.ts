export const nobodyImportsThis = 3;
