export { canWriteSeverities, simpleKeys } from './simple-keys.js'
export { writeDetection } from './write-detection.js'
