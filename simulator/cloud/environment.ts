/** Names of the one environment that runs on this machine. */
export const ENVIRONMENT = {
  id: 'jiamenkou-local',
  bucket: '6a6d-jiamenkou-local-1300000000',
  region: 'ap-shanghai',
  appid: 'wx6a6d6b0000000001',
  /** the original id of the mini-program, the receiver of pushed events */
  originalId: 'gh_6a6d6b000001',
} as const

export type Variables = Record<string, string>

/** Variables that the unmodified SDKs need to reach the endpoint at `url`; the SDK looks up a metadata host without RUNENV. */
export function sdkVariables(url: string): Variables {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: ENVIRONMENT.region,
    TENCENTCLOUD_SECRETID: 'AKIDlocal',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: ENVIRONMENT.id,
    TCB_ENV: ENVIRONMENT.id,
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
  }
}
