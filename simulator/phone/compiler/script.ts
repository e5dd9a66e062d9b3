/** The compiled app as one script for the phone. */
import type { CompiledApp } from '../types'

/** Names a browser has and WeChat's app service has not: code that counts on them must fail here as it does there. */
const ABSENT = [
  'window,document,frames,self,location,navigator,localStorage,sessionStorage,indexedDB,history,caches,screen',
  'alert,confirm,prompt,fetch,Request,Response,Headers,XMLHttpRequest,WebSocket,EventSource,Image,FormData,Blob,File',
  'FileReader,URL,URLSearchParams,atob,btoa,crypto',
].join(',')

const LOADER = `const load=(name,source)=>{let body;return function(module,exports,require){
body??=(0,eval)('(function(module,exports,require,${ABSENT}){"use strict";'+source+'\\n})\\n//# sourceURL='+name);
return body.call(undefined,module,exports,require)}};
`

const json = (value: unknown): string => JSON.stringify(value)

/**
 * JavaScript that puts the app on globalThis.__app. Modules stay text until they are required, so that each is a file
 * of its own in the browser's tools and in stack traces.
 */
export function toScript(app: CompiledApp): string {
  const { templates, modules, ...rest } = app
  const bodies = Object.entries(modules).map(
    ([name, source]) => `${json(name)}:load(${json(`${name}.js`)},${json(source)})`,
  )
  return `(()=>{${LOADER}globalThis.__app=Object.assign(${json(rest)},{templates:${templates},modules:{\n${bodies.join(',\n')}\n}})})();\n`
}
