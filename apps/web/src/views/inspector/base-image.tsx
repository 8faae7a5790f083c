import { useOpenImage } from '../../client';
import { Button, MenuButton } from '../../components';
import { bytesText, useText } from '../../i18n';
import { useExplorer } from '../../state';
import { shortenInstruction } from '../stack/shorten-instruction';
import styles from './inspector.module.css';

/** Of an instruction in the menu: enough to know it by. */
const MENU_CHARACTERS = 32;
const BASE_NAME = 'org.opencontainers.image.base.name';

/** Which image this one is built on and how many layers are its; where that is not known, why. */
export function BaseImage() {
  const { image } = useOpenImage();
  const text = useText().inspector;
  const set = useExplorer((state) => state.address.base);
  const setBase = useExplorer((state) => state.setBase);
  const { base } = image;
  if (set !== null) {
    return (
      <>
        {base === null ? text.baseSetNone : text.baseSet(base.layers)}{' '}
        <Button size="small" onClick={() => setBase(null)}>
          {text.baseAsTold}
        </Button>
      </>
    );
  }
  if (base !== null) return text.baseKnown(base.name, base.layers);
  const named = image.config.labels[BASE_NAME];
  return (
    <>
      <span className={styles.quiet}>{named === undefined ? text.baseUnknown : text.baseNotOpen(named)}</span>{' '}
      {image.layers.length > 1 && <BaseMenu />}
    </>
  );
}

/** Lets the reader say where the base ends: the layers but the top one, the lowest first. */
function BaseMenu() {
  const { image } = useOpenImage();
  const { inspector: text } = useText();
  const setBase = useExplorer((state) => state.setBase);
  const entries = image.layers.slice(0, -1).map(({ layer, step, content }) => {
    const { word, text: rest } = shortenInstruction((step !== null && image.steps[step - 1]?.createdBy) || '');
    return {
      kind: 'item' as const,
      id: String(layer),
      label: `${layer}  ${word ?? ''} ${rest.slice(0, MENU_CHARACTERS)}`,
      detail: content === null ? '' : bytesText(content),
      onSelect: () => setBase(layer),
    };
  });
  return (
    <MenuButton size="small" entries={entries} menuLabel={text.baseEndsAfter}>
      {text.sayWhereBaseEnds}
    </MenuButton>
  );
}
