/** The fields of the filter. Each change is written to the address. */
import { useEffect, useState } from 'react';
import type { ListFilter } from '../../routes.ts';
import styles from './applications.module.css';
import { EnvironmentSelect } from './environment-select.tsx';
import { StateMenu } from './state-menu.tsx';

interface FilterBarProps {
  readonly filter: ListFilter;
  readonly hasEnvironment: boolean;
  readonly onChange: (part: ListFilter) => void;
}

export function FilterBar({ filter, hasEnvironment, onChange }: FilterBarProps) {
  return (
    <div className={styles['filters']} role="search" aria-label="Filter">
      <TextFilter label="Name" value={filter.name ?? ''} onChange={(name) => onChange({ name })} />
      <StateMenu selected={filter.states ?? []} onChange={(states) => onChange({ states })} />
      {hasEnvironment && (
        <EnvironmentSelect
          value={filter.environment ?? ''}
          onChange={(environment) => onChange({ environment })}
        />
      )}
      <TextFilter
        label="Label, as key=value"
        value={filter.label ?? ''}
        onChange={(label) => onChange({ label })}
      />
    </div>
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const pauseMs = 200;

/** Applies the text when typing pauses. A navigation that changes the address updates the field. */
function TextFilter({ label, value, onChange }: TextFilterProps) {
  const [text, setText] = useState(value);
  const [applied, setApplied] = useState(value);
  if (applied !== value) {
    setApplied(value);
    setText(value);
  }
  useEffect(() => {
    if (text === applied) return;
    const timer = setTimeout(() => {
      setApplied(text);
      onChange(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, applied, onChange]);
  return (
    <input
      className={`input ${styles['text']}`}
      type="search"
      placeholder={label}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
