/** What pay at these hours comes to; the phone says the same while it is being written. */
export { monthOf } from '../../miniprogram/contract/job-pay'
