export { canWriteSeverities, isAlertTitle, simpleKeys } from './simple-keys.js'
export { writeDetection } from './write-detection.js'
