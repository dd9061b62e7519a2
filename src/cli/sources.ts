/** The texts that this run has read, by the names that messages have for them: lines of them are shown with issues, whoever finds these. */
export const sources: Map<string, string> = new Map<string, string>();
