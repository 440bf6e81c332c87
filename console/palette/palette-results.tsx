/** The results of a search, by kind. Each hit shows its target. */
import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { StateGlyph } from '../state/state-glyph.tsx';
import { type Group, type Hit, itemOf } from './hits.ts';
import styles from './palette.module.css';
import { rememberHit } from './recent.ts';
import type { Outcome } from './search.ts';

interface PaletteResultsProps {
  readonly text: string;
  readonly outcome: Outcome;
  readonly groups: readonly Group[];
  readonly onChoose: () => void;
}

export function PaletteResults({ text, outcome, groups, onChoose }: PaletteResultsProps) {
  const [, navigate] = useLocation();
  const choose = (hit: Hit) => {
    rememberHit(hit);
    onChoose();
    navigate(hit.href);
  };
  return (
    <Command.List className={styles['list']} label="Results">
      {outcome.kind === 'searching' && <Command.Loading>Searching…</Command.Loading>}
      {outcome.kind === 'failed' && <Message>The search failed: {outcome.message}</Message>}
      {outcome.kind === 'found' && groups.length === 0 && (
        <Message>
          Nothing matches “{text.trim()}”. Names, problems, instance UIDs and IDs of running jobs are
          searched, as far as your permissions in CMF allow.
        </Message>
      )}
      {(outcome.kind === 'found' || outcome.kind === 'idle') &&
        groups.map(([heading, found]) => (
          <Command.Group key={heading} heading={heading}>
            {found.map((hit) => (
              <Command.Item
                key={itemOf(heading, hit)}
                value={itemOf(heading, hit)}
                onSelect={() => choose(hit)}
              >
                {hit.state !== undefined && <StateGlyph state={hit.state} label={hit.state ?? 'no job'} />}
                <span className={styles['title']}>{hit.title}</span>
                <span className={styles['detail']}>{hit.detail}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
    </Command.List>
  );
}

function Message({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles['message']} role="status">
      {children}
    </p>
  );
}
