import type { JSX } from 'preact';
import { aboutOf } from '../schema.js';
import { Prose } from './prose.js';
import type { FieldProps } from './scalar-field.js';

/** What a group of fields is called, and what it is for. */
export const GroupTitle = ({ label, schema }: Pick<FieldProps, 'label' | 'schema'>): JSX.Element => (
  <>
    {label}{' '}
    <span class="about">
      <Prose text={aboutOf(schema)} />
    </span>
  </>
);
