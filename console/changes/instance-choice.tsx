/** Chooses one of the instances of an application. */
import { type Role } from '../timeline/model.ts';
import { roleNames } from '../timeline/roles.ts';
import { formatTime } from '../ui/duration.ts';
import { shortUid } from '../ui/uid.tsx';

export interface Choice {
  readonly uid: string;
  readonly role: Role | null;
  readonly createdAt: string | null;
}

interface InstanceChoiceProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (uid: string) => void;
}

export function InstanceChoice({ label, choices, value, onChange }: InstanceChoiceProps) {
  return (
    <label>
      {label}
      <select className="input" value={value ?? ''} onChange={({ target }) => onChange(target.value)}>
        {value === null && <option value="">choose an instance</option>}
        {choices.map((choice) => (
          <option key={choice.uid} value={choice.uid}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

function nameOf({ uid, role, createdAt }: Choice): string {
  return `${shortUid(uid)} · ${roleNames[role ?? 'UNKNOWN']}${createdAt ? ` · ${formatTime(createdAt)}` : ''}`;
}
