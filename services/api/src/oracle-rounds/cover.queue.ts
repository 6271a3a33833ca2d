/** The queue of the worker that brings series of cover forward; answers of reporters wake it. */
export const COVER_QUEUE = 'cover';
