/** What every view must pass: axe in light and in dark, no sideways scrolling, nothing that the browser reports. */
import { takePicture } from '../support/picture.ts';
import type { ConsolePage } from './fixtures.ts';

export interface Inspection {
  readonly violations: readonly string[];
  /** The widths in pixels at which the page scrolls sideways. */
  readonly tooNarrow: readonly number[];
  readonly complaints: readonly string[];
  readonly origins: readonly string[];
}

/** The inspection of a view without a finding, of a gateway at this origin. */
export function faultless(origin: string): Inspection {
  return { violations: [], tooNarrow: [], complaints: [], origins: [origin] };
}

/** `isWhole`: pictures have the part below the window. */
export async function inspectView(opened: ConsolePage, name: string, isWhole: boolean): Promise<Inspection> {
  const { page, complaints, origins } = opened;
  const violations: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, `console/${name}-${colorScheme}`, isWhole);
    violations.push(...(await opened.violations()));
  }
  const tooNarrow: number[] = [];
  for (const width of [380, 360, 3840]) {
    await page.setViewportSize({ width, height: 800 });
    if ((await opened.overflow()) > 0) tooNarrow.push(width);
    if (width === 380) await takePicture(page, `console/${name}-380`, isWhole);
  }
  return { violations, tooNarrow, complaints: [...complaints], origins: [...origins] };
}
