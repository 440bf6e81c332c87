/** Opens the palette by keyboard: Ctrl+K or Cmd+K anywhere, `/` outside of text fields. */
import { lazy, Suspense, useEffect } from 'react';
import { openPalette, usePaletteOpen } from './open-palette.ts';

const Palette = lazy(() => import('./palette.tsx'));

export function PaletteTrigger() {
  const isOpen = usePaletteOpen();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTextField(event.target);
      if (!isCommand && !isSlash) return;
      event.preventDefault();
      openPalette();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return isOpen ? (
    <Suspense>
      <Palette />
    </Suspense>
  ) : null;
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
