export { liftRule } from './lift-rule.js'
export type { DataModel, LiftedRule, LiftOptions, LiftSource, OpaquePart, TitlePart } from './lifted-rule.js'
