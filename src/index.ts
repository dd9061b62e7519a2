export {
  formatIssue,
  GadgetError,
  hasErrors,
  type Issue,
  type IssueCode,
  issueCodes,
  type Severity,
  type Stops,
} from './errors.js';

export type { FunctionDefinition } from './functions/drivers.js';
export type { GadgetDefinition } from './gadget/definition.js';
export { defineGadget } from './gadget/define.js';

export { planChange, planCreate, planRemove, type GadgetSource, type PlanOptions } from './plan/make-plan.js';
export type { Operation } from './plan/operation.js';
export type { Plan } from './plan/plan.js';
export { formatOperation, formatPlan } from './plan/format-text.js';
export { formatShell } from './plan/format-shell.js';
