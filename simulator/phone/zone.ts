/** 民安华福 lives by this clock, wherever the browser is. */
export const ZONE = 'Asia/Shanghai'
