/** As in package.json: read from there it would be one more file to open. */
export const VERSION = '0.1.0'
