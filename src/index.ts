export { issueCodes, type IssueCode, type IssueKind, type Severity, type Stops } from './issue-codes.js';
export { formatIssue, GadgetError, hasErrors, issue, type DocumentLocation, type Issue } from './errors.js';

export type { FunctionDefinition } from './functions/drivers.js';
export type { GadgetDefinition } from './gadget/definition.js';
export { defineGadget } from './gadget/define.js';

export {
  planChange,
  planCreate,
  planRemove,
  planUpdate,
  type GadgetSource,
  type PlanOptions,
} from './plan/make-plan.js';
export type { Operation } from './plan/operation.js';
export type { Plan } from './plan/plan.js';
export { formatOperation, formatPlan } from './plan/format-text.js';
export { formatShell } from './plan/format-shell.js';
