/** With graphile-worker's exponential pauses this is about ten hours; then a person must look. */
export const PUSH_ATTEMPT_LIMIT = 11;
