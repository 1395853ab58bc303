import { html, raw } from "hono/html";
import type { OpenApi } from "./openapi.ts";

interface Operation {
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: { example?: unknown };
  }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}
type Html = ReturnType<typeof html>;

/** The OpenAPI document for people: one page, no script, nothing loaded from anywhere. */
export function docsPage(document: OpenApi): Html {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, unknown>);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title}: the HTTP interface</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${document.info.title}</h1>
          <p>${document.info.description ?? ""}</p>
          <p>
            Agents send their key with every call: <code>Authorization: Bearer csk_…</code>. Errors are
            <code>application/problem+json</code> with a stable <code>code</code>. For programs:
            <a href="/openapi.json">openapi.json</a>.
          </p>
        </header>
        <nav aria-label="Calls">
          <ul>
            ${operations.map(
              ({ method, path, operation }) =>
                html`<li>
                  <a href="#${anchor(method, path)}"><b>${method}</b> ${path}</a> ${operation.summary ?? ""}
                </li>`,
            )}
          </ul>
        </nav>
        <main>
          ${operations.map(section)}
          <h2>Shapes</h2>
          ${schemas.map(
            ([name, schema]) =>
              html`<section id="shape-${name}">
                <h3>${name}</h3>
                ${code(schema)}
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function section({ method, path, operation }: { method: string; path: string; operation: Operation }): Html {
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  return html`<section id="${anchor(method, path)}">
    <h2><b>${method}</b> <code>${path}</code></h2>
    <p><strong>${operation.summary ?? ""}.</strong> ${operation.description ?? ""}</p>
    <p>${operation.security?.length ? "Needs the agent's key." : "Needs no key."}</p>
    ${
      operation.parameters?.length
        ? html`<h3>Parameters</h3>
            <ul>
              ${operation.parameters.map(parameter)}
            </ul>`
        : ""
    }
    ${
      body
        ? html`<h3>Body</h3>
            ${shape(body)}`
        : ""
    }
    <h3>Answers</h3>
    <dl>
      ${Object.entries(operation.responses ?? {}).map(
        ([status, response]) =>
          html`<dt>${status}</dt>
            <dd>
              ${ticks(response.description ?? "")} ${shape(Object.values(response.content ?? {})[0]?.schema)}
            </dd>`,
      )}
    </dl>
  </section>`;
}

function parameter(one: NonNullable<Operation["parameters"]>[number]): Html {
  const example = one.schema?.example;
  return html`<li>
    <code>${one.name}</code> (${one.in}${one.required ? "" : ", optional"}): ${one.description ?? ""}
    ${typeof example === "string" ? html`Example: <code>${example}</code>` : ""}
  </li>`;
}

function shape(schema: unknown): Html | string {
  if (!schema) return "";
  const reference =
    typeof schema === "object" && "$ref" in schema ? String(schema.$ref).split("/").at(-1) : undefined;
  return reference ? html`<a href="#shape-${reference}">${reference}</a>` : code(schema);
}

function code(value: unknown): Html {
  return html`<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`;
}

function ticks(text: string): (Html | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

function anchor(method: string, path: string): string {
  return `${method}${path}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
}

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.25; }
section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); margin-top: 2rem; }
code { font-family: ui-monospace, monospace; font-size: 0.92em; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 6px; }
nav ul { list-style: none; padding: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem 1.5rem; }
`;
