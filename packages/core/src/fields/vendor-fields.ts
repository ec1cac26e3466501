export const VENDOR_FIELDS: readonly string[] = []
