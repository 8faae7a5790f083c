import { useOpenImage } from '../../client';
import { Bytes, Chip } from '../../components';
import { useText } from '../../i18n';
import { Fact, Facts } from './facts';
import styles from './inspector.module.css';

/** What a layer costs in those below it: their bytes that ship and are not seen since (rule 23). */
export function BuriedBytes({ layer }: { readonly layer: number }) {
  const { image } = useOpenImage();
  const text = useText();
  const graves = image.layers.flatMap((victim) =>
    victim.deadBy.flatMap(({ by, cause, bytes }) =>
      by === layer && victim.layer !== layer ? [{ victim: victim.layer, cause, bytes }] : [],
    ),
  );
  if (graves.length === 0) return null;
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>{text.inspector.buries}</h3>
      <Facts>
        {graves
          .toSorted((one, other) => other.bytes - one.bytes)
          .map(({ victim, cause, bytes }) => (
            <Fact key={`${victim} ${cause}`} name={<Chip layer={victim} />}>
              <span className={styles.sizeFact}>
                <span className={styles.dead}>
                  <Bytes bytes={bytes} />
                </span>
              </span>
              <span className={styles.quietLine}>{text.shell.deadByCause[cause]}</span>
            </Fact>
          ))}
      </Facts>
    </section>
  );
}
