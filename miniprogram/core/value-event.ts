/** An event of a component whose detail is a plain value, as van-field and number-stepper send it. */
export interface ValueEvent<T> extends WechatMiniprogram.BaseEvent {
  detail: T
}
