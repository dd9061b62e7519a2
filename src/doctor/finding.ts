/** How bad a finding is: `good`, worth knowing, likely to be in the way, or certain to be. */
export type FindingState = 'good' | 'note' | 'warning' | 'error';

/** What one check found, in a line. */
export interface Finding {
  /** What was looked at, as in `controllers`; several findings may be of one check. */
  readonly check: string;
  /** How bad it is. */
  readonly state: FindingState;
  /** What was found, as a sentence. */
  readonly text: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly cure: string;
}

/** What a check finds; its name is added by who runs it. */
export type Found = Omit<Finding, 'check'>;

/** That all is well. */
export const good = (text: string): Found => ({ state: 'good', text, cure: '' });

/** That something is worth knowing. */
export const note = (text: string, cure = ''): Found => ({ state: 'note', text, cure });

/** That something is likely to be in the way. */
export const warning = (text: string, cure: string): Found => ({ state: 'warning', text, cure });

/** That something is certain to be in the way. */
export const fault = (text: string, cure: string): Found => ({ state: 'error', text, cure });
