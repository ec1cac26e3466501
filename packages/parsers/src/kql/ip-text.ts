/** Texts that are an address or a network. Stand-in until core's are there. */
export function isAddressText(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

export function isNetworkText(text: string): boolean {
  const slash = text.lastIndexOf('/')
  if (slash < 0 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return false
  const bits = Number(text.slice(slash + 1))
  const address = text.slice(0, slash)
  return (isIpv4(address) && bits <= 32) || (isIpv6(address) && bits <= 128)
}

function isIpv4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text)
}

function isIpv6(text: string): boolean {
  return text.includes(':') && /^[0-9a-fA-F:.]{2,45}$/.test(text)
}
