import styles from './hatch.module.css';

/** Class of an HTML element that stands for dead bytes. Text on it needs a plate of the panel's colour. */
export const hatchClass: string = styles.hatch ?? '';
