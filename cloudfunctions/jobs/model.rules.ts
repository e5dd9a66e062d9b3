/** All documents of jobs. */
export * from './posting-model.rules'
export * from './seeker-model.rules'
