export { countedBy } from './counted-by.js'
export { type FunctionOptions, liftFunctions } from './lift-functions.js'
export { FUNCTION_NAMES, type FunctionName, type LiftedFunctions } from './lifted-functions.js'
