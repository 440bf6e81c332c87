/** The glyph of a job state: colour and shape. Without a word beside it, pass `label`. */
import { appearanceOf, type JobState, type Shape } from './job-state.ts';
import styles from './state.module.css';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const;

const shapes: Readonly<Record<Shape, React.ReactElement>> = {
  dot: <circle cx="8" cy="8" r="4.5" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="4.5" {...stroke} strokeDasharray="5.5 1.6" strokeLinecap="butt" />,
  check: <path d="m3.5 8.5 3 3 6-7" {...stroke} strokeLinejoin="round" />,
  pause: <path d="M5.5 4v8M10.5 4v8" {...stroke} />,
  cross: <path d="m4 4 8 8m0-8-8 8" {...stroke} />,
  slash: (
    <>
      <circle cx="8" cy="8" r="5" {...stroke} strokeWidth="1.6" />
      <path d="m4.6 11.4 6.8-6.8" {...stroke} strokeWidth="1.6" />
    </>
  ),
  question: (
    <>
      <path d="M5.6 6.1a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.8-1.2 1.6" {...stroke} strokeWidth="1.8" />
      <circle cx="8" cy="12.6" r="1.1" fill="currentColor" />
    </>
  ),
  none: <path d="M5 8h6" {...stroke} strokeWidth="1.6" />,
};

interface StateGlyphProps {
  readonly state: JobState | null | undefined;
  readonly label?: string;
}

export function StateGlyph({ state, label }: StateGlyphProps) {
  const { shape } = appearanceOf(state);
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={styles['glyph']} viewBox="0 0 16 16" data-state={state ?? 'NONE'} {...name}>
      {shapes[shape]}
    </svg>
  );
}
