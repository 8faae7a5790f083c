import styles from './image-name.module.css';
import { splitImageName } from './split-image-name';

/** A name with its tag set apart. */
export function ImageName({ name }: { readonly name: string }) {
  const { repository, tag } = splitImageName(name);
  return (
    <bdi>
      {repository}
      {tag !== null && <span className={styles.tag}>:{tag}</span>}
    </bdi>
  );
}
