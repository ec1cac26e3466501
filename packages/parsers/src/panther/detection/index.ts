export { type DetectionFields, readDetectionFields } from './detection-fields.js'
export { type ReadMatch, readDetection, readInlineFilters } from './read-detection.js'
export { DETECTION } from './reading.js'
