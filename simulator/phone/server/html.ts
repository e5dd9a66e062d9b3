/** The two pages: one phone, and the shell with several. */

const page = (title: string, head: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone/fonts.css">
${head}
</head>
<body></body>
</html>
`

/** Titles of subscribe-message templates, by id. */
export type TemplateTitles = Readonly<Record<string, string>>

export interface PhoneFacts {
  readonly shiftMs: number
  readonly templateTitles: TemplateTitles
}

export const phonePage = (title: string, { shiftMs, templateTitles }: PhoneFacts): string =>
  page(
    title,
    `<meta name="shift-ms" content="${shiftMs}">
<meta name="template-titles" content="${escape(JSON.stringify(templateTitles))}">
<link rel="stylesheet" href="/phone/phone.css">
<script src="/phone/app.js" defer></script>
<script src="/phone/runtime.js" defer></script>`,
  )

export const shellPage = (title: string): string =>
  page(
    `${title} · 手机`,
    `<link rel="stylesheet" href="/phone/shell.css">
<script src="/phone/shell.js" defer></script>`,
  )

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
