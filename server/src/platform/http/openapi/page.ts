import { Problem, statusByCode, type ErrorCode } from '@throughline/protocol/errors.ts'
import { titleByCode } from '../problems.ts'
import type { OpenApiDocument, Operation } from './shape.ts'
import { codeHtml, escapeHtml, proseHtml } from './html.ts'
import type { JsonSchema } from './schemas.ts'
import { typeText } from './type-text.ts'

/** The documentation as one page that needs nothing else: no script, no font, no other host. */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  operations.sort((a, b) => a.path.localeCompare(b.path) || methods.indexOf(a.method) - methods.indexOf(b.method))
  const server = document.servers[0]!.url
  const sections = document.tags
    .filter(({ name }) => name !== 'Events')
    .map(({ name }) => ({
      name,
      operations: operations.filter(({ operation }) => operation.tags.includes(name)),
    }))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Throughline API</title>
<style>${styles}</style>
<nav>
<a href="#top"><b>Throughline API</b></a>
${sections.map((section) => `<h2>${escapeHtml(section.name)}</h2>${section.operations.map(navLink).join('')}`).join('\n')}
<h2>Reference</h2><a href="#events">Events</a><a href="#types">Types</a><a href="#problems">Problems</a>
</nav>
<main id="top">
<h1>Throughline API</h1>
${proseHtml(document.info.description)}
<p>Version ${escapeHtml(document.info.version)} · <a href="/api/v1/openapi.json">OpenAPI 3.1 document</a> · <a href="/api/v1/asyncapi.json">AsyncAPI 3 document</a> of the WebSockets · base address <code>${escapeHtml(server)}</code></p>
<h3>Signing in</h3>
<p>Programs send an API token, which an admin makes in the settings: <code>Authorization: Bearer …</code>. Browsers have a session cookie.</p>
<pre>curl -H 'Authorization: Bearer YOUR_TOKEN' ${escapeHtml(server)}/me</pre>
${sections.map((section) => `<h2>${escapeHtml(section.name)}</h2>${section.operations.map((listed) => operationHtml(listed, server)).join('\n')}`).join('\n')}
<h2 id="events">Events</h2>
<p>Listed by <code>GET /changes</code> and sent to webhooks: <code>{ type, timestamp, data }</code>, where <code>data</code> is the change.</p>
<table><tr><th>type<th>what has happened<th>data</tr>
${Object.entries(document.webhooks).map(eventRow).join('\n')}
</table>
<h2 id="types">Types</h2>
${Object.entries(document.components.schemas)
  .map(([name, schema]) => `<h3 id="type-${name}">${name}</h3><pre>${typeText(schema)}</pre>`)
  .join('\n')}
<h2 id="problems">Problems</h2>
<p>Every error is a problem document with one of these codes. They never change their meaning.</p>
<table><tr><th>code<th>status<th>meaning</tr>
${Problem.shape.code.options.map(problemRow).join('\n')}
</table>
</main>
</html>
`
}

function eventRow([type, { post }]: [string, { post: Operation }]): string {
  const { data } = post.requestBody?.content['application/json']?.schema.properties ?? {}
  return `<tr><td><code>${type}</code><td>${escapeHtml(post.summary)}<td>${typeText(data ?? {})}</tr>`
}

function problemRow(code: ErrorCode): string {
  const title = escapeHtml(titleByCode[code])
  return `<tr id="problem-${code}"><td><code>${code}</code><td>${statusByCode[code]}<td>${title}</tr>`
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

interface Listed {
  path: string
  method: string
  operation: Operation
}

function navLink({ path, method, operation }: Listed): string {
  return `<a href="#${operation.operationId}" title="${escapeHtml(operation.summary)}"><small>${method}</small> ${escapeHtml(path)}</a>`
}

function operationHtml({ path, method, operation }: Listed, server: string): string {
  const { parameters = [], requestBody, responses } = operation
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const rows = query.map(
    ({ name, schema, description = '' }) =>
      `<tr><td><code>${escapeHtml(name)}</code><td>${typeText(schema)}${defaultOf(schema)}<td>${proseHtml(description)}</tr>`,
  )
  const body = Object.values(requestBody?.content ?? {})[0]
  const successes = Object.entries(responses).filter(([code]) => code.startsWith('2'))
  const [status, success] = successes.at(-1)!
  const again = successes.length > 1 ? `<p>Done before: ${successes[0]![0]}, with the same.</p>` : ''
  const answer = Object.values(success.content ?? {})[0]
  const problems = Object.entries(responses).filter(([code]) => !code.startsWith('2'))
  return `<section id="${operation.operationId}">
<h3><span>${method}</span> ${escapeHtml(path)}</h3>
<p><b>${codeHtml(operation.summary)}.</b></p>
${proseHtml(operation.description)}
${rows.length > 0 ? `<h4>Query</h4><table>${rows.join('')}</table>` : ''}
${body ? `<h4>Body</h4><pre>${typeText(body.schema)}</pre>` : ''}
${body?.example === undefined ? '' : `<h4>Example</h4><pre>${escapeHtml(curl(server, path, method, body.example))}</pre>`}
<h4>Answer ${status}</h4>${answer ? `<pre>${typeText(answer.schema)}</pre>` : `<p>${escapeHtml(success.description)}</p>`}${again}
<p class="problems">Problems: ${problems.map(([code, { description }]) => `${code} ${problemLinks(description)}`).join(' · ')}</p>
</section>`
}

/** A call to copy; the reader puts in a token and an id. */
function curl(server: string, path: string, method: string, example: unknown): string {
  const json = JSON.stringify(example, null, 2).replaceAll("'", "'\\''")
  return [
    `curl -X ${method} ${server}${path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())} \\`,
    "  -H 'Authorization: Bearer YOUR_TOKEN' -H 'Content-Type: application/json' \\",
    `  -d '${json}'`,
  ].join('\n')
}

function problemLinks(codes: string): string {
  return codes
    .split(', ')
    .map((code) => `<a href="#problem-${code}">${code}</a>`)
    .join(', ')
}

function defaultOf(schema: JsonSchema): string {
  return schema.default === undefined ? '' : ` = ${escapeHtml(JSON.stringify(schema.default))}`
}

const styles = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--accent:#3b5bdb}
@media (prefers-color-scheme:dark){:root{--accent:#91a7ff}}
body{margin:0;font:15px/1.55 system-ui,sans-serif;display:grid;grid-template-columns:17rem minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow:auto;box-sizing:border-box;padding:1rem;border-right:1px solid var(--line);font-size:13px}
nav a{display:block;padding:.1rem 0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
nav h2{font-size:12px;text-transform:uppercase;letter-spacing:.05em;margin:1rem 0 .2rem;opacity:.7}
nav small{display:inline-block;width:4em;opacity:.7}
main{padding:1rem 2.5rem 6rem;max-width:56rem}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
h1{margin-top:.5rem}main>h2{margin-top:3rem;border-bottom:1px solid var(--line)}
h3{font-family:ui-monospace,monospace;font-size:16px;margin:2rem 0 .3rem}h3 span{color:var(--accent)}
h4{margin:.8rem 0 .2rem;font-size:13px;opacity:.7}
pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.7rem;overflow:auto;font-size:13px;line-height:1.45}
pre i{opacity:.65}code{background:var(--soft);padding:.1em .3em;border-radius:3px;font-size:.92em}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}td p{margin:0}
.problems{font-size:13px;opacity:.85}:target{scroll-margin-top:1rem;outline:2px solid var(--accent);outline-offset:6px;border-radius:4px}
@media (max-width:760px){body{display:block}nav{position:static;height:auto;max-height:14rem;border:0;border-bottom:1px solid var(--line)}main{padding:1rem}}
`
