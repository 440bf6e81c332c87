/** Opens the palette by keyboard: Ctrl+K or Cmd+K anywhere, `/` outside of text fields. */
import { type ComponentType, useEffect, useState } from 'react';
import { refreshFailed } from '../live/freshness.ts';
import { closePalette, openPalette, usePaletteOpen } from './open-palette.ts';

export function PaletteTrigger() {
  const isOpen = usePaletteOpen();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const isSlash =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !isTextField(event.composedPath()[0]);
      if (!isCommand && !isSlash) return;
      event.preventDefault();
      openPalette();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  // Not `React.lazy`, which caches a failure until the page is reloaded.
  const [Palette, setPalette] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!isOpen || Palette) return;
    import('./palette.tsx').then(
      ({ default: loaded }) => setPalette(() => loaded),
      () => {
        closePalette();
        refreshFailed(new Error('The search could not be loaded.'));
      },
    );
  }, [isOpen, Palette]);
  return isOpen && Palette ? <Palette /> : null;
}

/** The target inside of a shadow root, such as that of the editor. */
function isTextField(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
