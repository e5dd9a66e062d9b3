/**
 * WeChat's mini-program codes are round and only WeChat reads them. Here they are QR codes of this address, the page and
 * its scene: the local cloud draws them, the phone's scanner knows them by it.
 */
export const CODE_ADDRESS = 'https://wxacode.local/'
